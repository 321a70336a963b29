import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Connection, httpTransport } from "../../src/client/index.ts";
import { startLedger, type Ledger } from "../chaos/ledger.ts";
import { ostro, serve } from "./serve.ts";

let folder: string;
let database: string;
let ledger: Ledger;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "ostro-serve-"));
  database = `sqlite:${join(folder, "ostro.db")}`;
  ledger = await startLedger(() => 0);
});

afterEach(async () => {
  await ledger.stop();
  rmSync(folder, { recursive: true });
});

const definition = `
version: '2.0'
two:
  input: [ledger]
  tasks:
    a: {action: std.http url="<% $.ledger %>/a", on-success: b}
    b: {action: std.http url="<% $.ledger %>/b"}
`;

/** Starts the workflow and waits until its first action is under way. */
async function startTwo(url: string): Promise<string> {
  const connection = new Connection(httpTransport(url));
  await connection.sendText("POST", "/v2/workflows", definition);
  const { id } = await connection.post("/v2/executions", { workflow_name: "two", input: { ledger: ledger.url } });
  await ledger.reached(1);
  return typeof id === "string" ? id : "";
}

async function ended(url: string, id: string): Promise<unknown> {
  const connection = new Connection(httpTransport(url));
  const stateOf = async () => (await connection.get(`/v2/executions/${id}`))["state"];
  await expect.poll(stateOf, { timeout: 15_000 }).not.toBe("RUNNING");
  return stateOf();
}

function callsOf(name: string): number[] {
  return [...(ledger.deeds.get(name)?.callsByKey.values() ?? [])];
}

describe("ostro serve", () => {
  it("says where it listens, and whether it is alive and ready", async () => {
    const served = await serve(database);
    const answers = await Promise.all(["/healthz", "/readyz"].map((path) => fetch(served.url + path)));
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    const { code, stdout, stderr } = await served.end("SIGINT");
    expect({ code, stdout }).toEqual({ code: 0, stdout: `listening on ${served.url}\n` });
    expect(stderr).toContain(`database ${database}\n`);
  });

  it("lets running actions end on SIGTERM, begins no other, and goes on from there when it is started again", async () => {
    const first = await serve(database);
    const id = await startTwo(first.url);
    first.signal("SIGTERM");
    await first.said("stopping");
    ledger.open();
    expect(await first.ended).toMatchObject({ code: 0 });
    expect([callsOf("/a"), callsOf("/b")]).toEqual([[1], []]);

    const second = await serve(database);
    expect(await ended(second.url, id)).toBe("SUCCESS");
    expect([callsOf("/a"), callsOf("/b")]).toEqual([[1], [1]]);
    expect(await second.end("SIGTERM")).toMatchObject({ code: 0 });
  });

  it("waits no longer than its deadline, and says later what became of the action", async () => {
    const first = await serve(database, ["--shutdown-deadline-seconds", "0"]);
    const id = await startTwo(first.url);
    expect(await first.end("SIGTERM")).toMatchObject({ code: 0 });

    const second = await serve(database);
    expect(await ended(second.url, id)).toBe("ERROR");
    const execution = await new Connection(httpTransport(second.url)).get(`/v2/executions/${id}`);
    expect(execution["state_info"]).toContain("is gone before it reported a result");
    expect([callsOf("/a"), callsOf("/b")]).toEqual([[1], []]);
    await second.end("SIGTERM");
  });

  it("refuses a database that another one works with", async () => {
    const first = await serve(database);
    expect(await ostro(["serve", "--database", database, "--port", "0"])).toMatchObject({
      code: 3,
      stdout: "",
      stderr: expect.stringMatching(/^ostro: The database \S+ is in use by another process\n$/),
    });
    expect((await fetch(`${first.url}/readyz`)).status).toBe(200);
    await first.end("SIGTERM");
  });

  it("refuses a port that is taken", async () => {
    const port = new URL(ledger.url).port;
    expect(await ostro(["serve", "--database", database, "--port", port])).toMatchObject({
      code: 3,
      stdout: "",
      stderr: expect.stringMatching(/^ostro: .*EADDRINUSE.*\n$/),
    });
  });
});

/** Databases that cannot be used, and what is said about them. */
const unusable: readonly (readonly [what: string, make: (path: string) => void, expected: RegExp])[] = [
  [
    "of a newer version",
    (path) => {
      const db = new DatabaseSync(path);
      db.exec("create table ostro_migrations (name text primary key, timestamp text not null)");
      db.exec("insert into ostro_migrations values ('9999-later', '2030-01-01')");
      db.close();
    },
    /^ostro: The database has schema 9999-later, which is newer than \S+, the newest that this version knows\n$/,
  ],
  [
    "that is none",
    (path) => writeFileSync(path, "Dear diary, ".repeat(1000)),
    /^ostro: Cannot use the database \S+: file is not a database\n$/,
  ],
  [
    "of another program",
    (path) => {
      const db = new DatabaseSync(path);
      db.exec("create table diary (text)");
      db.close();
    },
    /^ostro: The database \S+ belongs to another program\n$/,
  ],
];

describe("a database", () => {
  it.each(unusable)("%s is refused in one line, and stays as it is", async (_, make, expected) => {
    const path = join(folder, "ostro.db");
    make(path);
    const before = readFileSync(path);
    const answer = await ostro(["serve", "--database", database, "--port", "0"]);
    expect(answer).toMatchObject({ code: 3, stdout: "", stderr: expect.stringMatching(expected) });
    expect(readFileSync(path).equals(before)).toBe(true);
    expect(readdirSync(folder).filter((name) => !name.endsWith("-lock"))).toEqual(["ostro.db"]);
  });

  it("that cannot be reached is refused in one line", async () => {
    const options = ["--port", "0", "--database"];
    const answers = await Promise.all([
      ostro(["serve", ...options, `sqlite:${join(folder, "none/ostro.db")}`]),
      ostro(["serve", ...options, "postgres://someone:secret@127.0.0.1:1/none"]),
    ]);
    for (const { code, stdout, stderr } of answers) {
      expect({ code, stdout, lines: stderr.split("\n").length }).toEqual({ code: 3, stdout: "", lines: 2 });
      expect(stderr).toMatch(/^ostro: Cannot use the database /);
      expect(stderr).not.toContain("secret");
    }
  });
});
