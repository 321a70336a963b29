import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Connection, httpTransport } from "../../../src/client/index.ts";
import { isMap, type JsonMap } from "../../../src/core/base/index.ts";
import { migrate } from "../../../src/store/index.ts";
import { startLedger, type Ledger } from "../../chaos/ledger.ts";
import { startPostgres, type PostgresServer } from "../../postgres-server.ts";
import { serve } from "../serve.ts";
import { earlierBuild, missingEarlier, type Earlier } from "./earlier.ts";

/** The newest build with the schema 0004-lists. */
const commit = "cf61949";
const options = ["--node-lease-seconds", "2", "--log-level", "error"];
const isLong = process.env["OSTRO_LONG"] === "1";
const perNode = isLong ? 50 : 5;

const definition = `
version: '2.0'
work:
  input: [ledger, name]
  tasks:
    first: {action: std.http url="<% $.ledger %>/<% $.name %>/first", on-success: [asks, items]}
    asks: {action: std.async_noop, on-success: calls}
    calls: {workflow: below ledger=<% $.ledger %> name=<% $.name %>, on-success: last}
    items:
      with-items: i in [1, 2, 3]
      action: std.http url="<% $.ledger %>/<% $.name %>/<% $.i %>"
      on-success: last
    last: {join: all, wait-before: 1, action: std.http url="<% $.ledger %>/<% $.name %>/last"}
below:
  input: [ledger, name]
  tasks:
    deed: {action: std.http url="<% $.ledger %>/<% $.name %>/below"}
`;

const missing = missingEarlier(commit);

describe("a service that is upgraded", () => {
  let earlier: Earlier;
  let server: PostgresServer;
  let ledger: Ledger;
  let folder: string;

  beforeAll(async () => {
    if (missing !== undefined) return;
    earlier = earlierBuild(commit);
    server = await startPostgres();
    ledger = await startLedger(() => 0);
    ledger.open();
    folder = mkdtempSync(join(tmpdir(), "ostro-upgrade-"));
  });

  afterAll(async () => {
    if (missing !== undefined) return;
    await ledger.stop();
    await server.stop();
    earlier.remove();
    rmSync(folder, { recursive: true });
  });

  /** Starts executions; each waits for an answer from outside in the end. */
  async function start(url: string, names: string): Promise<string[]> {
    const connection = new Connection(httpTransport(url));
    const begin = async (_: unknown, n: number) => {
      const input = { ledger: ledger.url, name: `${names}${n}` };
      const { id } = await connection.post("/v2/executions", { workflow_name: "work", input });
      return typeof id === "string" ? id : "";
    };
    return Promise.all(Array.from({ length: perNode }, begin));
  }

  async function rows(url: string, path: string, name: string): Promise<readonly JsonMap[]> {
    const found = (await new Connection(httpTransport(url)).get(path))[name];
    return Array.isArray(found) ? found.filter(isMap) : [];
  }

  /** Answers what waits, in turns at one node and the other. */
  async function answerAll(urls: readonly string[], count: number): Promise<void> {
    const path = "/v2/action_executions?name=std.async_noop&state=RUNNING";
    const waiting = () => rows(urls[0] ?? "", path, "action_executions");
    await expect.poll(async () => (await waiting()).length, { timeout: 20_000 }).toBe(count);
    const answer = ({ id }: JsonMap, n: number) =>
      new Connection(httpTransport(urls[n % urls.length] ?? "")).put(
        `/v2/action_executions/${typeof id === "string" ? id : ""}`,
        { state: "SUCCESS" },
      );
    await Promise.all((await waiting()).map(answer));
  }

  async function expectAllDone(url: string, ids: readonly string[]): Promise<void> {
    const states = async () => {
      const executions = await rows(url, "/v2/executions?limit=1000&fields=state", "executions");
      const byId = new Map(executions.map(({ id, state }) => [id, state]));
      return [...new Set(ids.map((id) => byId.get(id)))];
    };
    await expect.poll(states, { timeout: 30_000 }).toEqual(["SUCCESS"]);
    const deeds = [...ledger.deeds.values()].filter(({ callsByKey }) => callsByKey.size > 0);
    expect(deeds.filter(({ callsByKey }) => [...callsByKey.values()].join() !== "1")).toEqual([]);
  }

  it("has nodes of both builds side by side on one PostgreSQL, and loses and doubles nothing", async (context) => {
    if (missing !== undefined) context.skip(missing);
    const database = await server.createDatabase();
    const old = await serve(database, options, earlier.bin);
    await new Connection(httpTransport(old.url)).sendText("POST", "/v2/workflows", definition);
    const ids = await start(old.url, "before-");
    expect((await migrate.status(database)).current).toBe("0004-lists");

    const fresh = await serve(database, options);
    expect((await migrate.status(database)).pending).toEqual([]);
    ids.push(...(await start(old.url, "old-")), ...(await start(fresh.url, "fresh-")));
    await answerAll([old.url, fresh.url], 3 * perNode);
    ids.push(...(await start(old.url, "late-")));
    expect(await old.end("SIGTERM")).toMatchObject({ code: 0 });
    await answerAll([fresh.url], perNode);
    await expectAllDone(fresh.url, ids);
    expect(await fresh.end("SIGTERM")).toMatchObject({ code: 0, stderr: expect.not.stringContaining('"level":50') });
  });

  it.runIf(isLong)("goes on with what an earlier build left in SQLite", async (context) => {
    if (missing !== undefined) context.skip(missing);
    const database = `sqlite:${join(folder, "ostro.db")}`;
    const old = await serve(database, options, earlier.bin);
    await new Connection(httpTransport(old.url)).sendText("POST", "/v2/workflows", definition);
    const ids = await start(old.url, "sqlite-");
    expect(await old.end("SIGTERM")).toMatchObject({ code: 0 });
    const fresh = await serve(database, options);
    await answerAll([fresh.url], perNode);
    await expectAllDone(fresh.url, ids);
    expect(await fresh.end("SIGTERM")).toMatchObject({ code: 0 });
  });
});
