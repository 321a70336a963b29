import { randomUUID } from "node:crypto";
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Connection } from "../../../src/client/index.ts";
import { createService, readSettings, type OstroService } from "../../../src/index.ts";
import { backUp, DatabaseInUse, DatabaseUnusable, openStore, restore } from "../../../src/store/index.ts";
import { startPostgres, type PostgresServer } from "../../postgres-server.ts";

let folder: string;
let server: PostgresServer;
let names = 0;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "ostro-backup-"));
  server = await startPostgres();
});

afterAll(async () => {
  await server.stop();
  rmSync(folder, { recursive: true });
});

const newPath = (): string => join(folder, `${(names += 1)}`);
const isLong = process.env["OSTRO_LONG"] === "1";
const kinds = {
  SQLite: async () => `sqlite:${newPath()}`,
  PostgreSQL: () => server.createDatabase(),
} as const;

function start(database: string): Promise<OstroService> {
  return createService(readSettings({ options: { database, logLevel: "silent", nodeLeaseSeconds: 1 } }), {
    version: "0",
  });
}

const definition = `
version: '2.0'
two:
  task-defaults: {safe-rerun: true}
  tasks:
    a: {action: std.sleep seconds=0.01, on-success: b}
    b: {action: std.sleep seconds=0.01, publish: {text: "\u00fc \u{1f600}", number: 2.0}}
`;

/** Starts executions one after the other until it is told to stop; an id is added once its start was acknowledged. */
async function load(service: OstroService, acknowledged: string[], signal: AbortSignal): Promise<void> {
  const connection = new Connection(service.transport);
  while (!signal.aborted) {
    const id = randomUUID();
    await connection.post("/v2/executions", { id, workflow_name: "two" });
    acknowledged.push(id);
  }
}

async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  await expect.poll(isSo, { timeout: 20_000 }).toBe(true);
}

describe("a backup", () => {
  it.each(Object.entries(kinds).filter(([kind]) => kind === "PostgreSQL" || isLong))(
    "of %s under load holds all that was acknowledged before, and goes on from there in the other database",
    async (_, newDatabase) => {
      const database = await newDatabase();
      const service = await start(database);
      await new Connection(service.transport).sendText("POST", "/v2/workflows", definition);
      const acknowledged: string[] = [];
      const stop = new AbortController();
      const loads = Array.from({ length: 4 }, () => load(service, acknowledged, stop.signal));
      await until(() => acknowledged.length >= 60);
      const before = [...acknowledged];
      const file = newPath();
      const summary = await backUp(database, file);
      const during = acknowledged.length;
      await until(() => acknowledged.length > during);
      stop.abort();
      await Promise.all(loads);
      await service.stop();
      expect(summary).toMatchObject({ workflows: 1, tables: expect.any(Number), schema: expect.stringMatching(/^00/) });
      expect(summary.executions).toBeGreaterThanOrEqual(before.length);
      expect(readdirSync(folder).filter((name) => name.startsWith("."))).toEqual([]);

      // Into the own kind it is restored below; all pairs are tried in the long form.
      const targets = Object.values(kinds).filter((one) => one !== newDatabase || isLong);
      for (const newTarget of targets) {
        const target = await newTarget();
        expect(await restore(file, target, false)).toEqual(summary);
        const restored = await start(target);
        const list = async () =>
          (await new Connection(restored.transport).get("/v2/executions?limit=100000&fields=state"))["executions"];
        await until(async () => !JSON.stringify(await list()).includes("RUNNING"));
        const executions = (await list()) as readonly { readonly id: string; readonly state: string }[];
        const states = new Map(executions.map(({ id, state }) => [id, state]));
        expect(before.filter((id) => !states.has(id))).toEqual([]);
        expect(new Set(states.values())).toEqual(new Set(["SUCCESS"]));
        await new Connection(restored.transport).post("/v2/executions", { workflow_name: "two" });
        await restored.stop();
      }
    },
  );

  it("is not made over a file that is there, nor of nothing", async () => {
    const file = newPath();
    writeFileSync(file, "diary");
    const database = `sqlite:${newPath()}`;
    await (await openStore(database)).close();
    await expect(backUp(database, file)).rejects.toThrow(`${file} is there already, and is not written over`);
    await expect(backUp(database, join(folder, "none", "x"))).rejects.toThrow("is not there");
    await expect(backUp(`sqlite:${newPath()}`, newPath())).rejects.toThrow(DatabaseUnusable);
    await expect(backUp(await server.createDatabase(), newPath())).rejects.toThrow("is empty");
  });

  it("is not restored over what is there, unless that is meant, and never under a service", async () => {
    for (const newDatabase of Object.values(kinds)) {
      const database = await newDatabase();
      const service = await start(database);
      await new Connection(service.transport).sendText("POST", "/v2/workflows", definition);
      const file = newPath();
      await backUp(database, file);
      await expect(restore(file, database, true)).rejects.toThrow(DatabaseInUse);
      await new Connection(service.transport).delete("/v2/workflows/two");
      await service.stop();
      await expect(restore(file, database, false)).rejects.toThrow("--force replaces what it holds");
      await restore(file, database, true);
      const store = await openStore(database);
      expect((await store.workflows.list({ visibility: "all" })).map(({ name }) => name)).toEqual(["two"]);
      await store.close();
    }
  });

  it("that is none, or damaged, or of a newer version is refused, and what is there stays", async () => {
    const database = `sqlite:${newPath()}`;
    await (await openStore(database)).close();
    const file = newPath();
    await backUp(database, file);
    const newer = newPath();
    await backUp(database, newer);
    const writer = new DatabaseSync(newer);
    writer.exec("insert into ostro_migrations values ('9999-later', '2030-01-01')");
    writer.close();
    writeFileSync(file, "diary".repeat(1000));
    const target = newPath();
    await expect(restore(file, `sqlite:${target}`, false)).rejects.toThrow("not a database");
    await expect(restore(newer, `sqlite:${target}`, false)).rejects.toThrow("9999-later, which is newer");
    await expect(restore(newPath(), `sqlite:${target}`, false)).rejects.toThrow("There is no backup");
    expect(existsSync(target)).toBe(false);
  });
});
