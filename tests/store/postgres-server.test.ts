import { Kysely, PostgresDialect } from "kysely";
import { Client, Pool } from "pg";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import {
  DatabaseUnusable,
  lookInto,
  migrate,
  openStore,
  SchemaMismatch,
  type Store,
  type Wake,
} from "../../src/store/index.ts";
import { upgradeSchema } from "../../src/store/migrations/migrate.ts";
import { postgresTypes } from "../../src/store/migrations/types.ts";
import { action, execution, task } from "../contract/store/records.ts";
import { startPostgres, type PostgresServer } from "../postgres-server.ts";

describe("a store on a server", () => {
  let server: PostgresServer;

  beforeAll(async () => {
    server = await startPostgres();
  });

  afterAll(() => server.stop());

  it("can be looked into, where nothing can be changed", async () => {
    const url = await server.createDatabase();
    const store = await openStore(url);
    const run = execution();
    await store.commit([{ executionId: run.id, expectedVersion: null, created: [run] }]);
    const view = await lookInto(url);
    expect((await view.loadExecution(run.id))?.execution).toEqual(run);
    expect(await view.stuckExecutions(10)).toEqual([run.id]);
    expect((await view.schema()).pending).toEqual([]);
    const writing = view as unknown as Store;
    await expect(writing.holdLease("n", 1000)).rejects.toThrow("read-only transaction");
    await Promise.all([view.close(), store.close()]);
    await expect(lookInto("postgres://nobody@127.0.0.1:1/none")).rejects.toThrow(DatabaseUnusable);
  });

  it("is upgraded beside somebody who reads, without keeping others waiting", async () => {
    const url = await server.createDatabase();
    const pool = new Pool({ connectionString: url });
    const db = new Kysely({ dialect: new PostgresDialect({ pool }) });
    await upgradeSchema(db, postgresTypes, "0004-lists");
    await pool.end();
    const [reader, other] = [new Client({ connectionString: url }), new Client({ connectionString: url })];
    await Promise.all([reader.connect(), other.connect()]);
    await reader.query("begin; select count(*) from executions, actions");
    const opening = openStore(url);
    const waits = "select count(*)::int as n from pg_locks where mode = 'AccessExclusiveLock' and not granted";
    await vi.waitUntil(async () => (await other.query<{ n: number }>(waits)).rows[0]?.n === 1, { timeout: 20_000 });
    const { rows } = await other.query<{ count: string }>("select count(*) from executions");
    expect(rows).toEqual([{ count: "0" }]);
    await reader.query("commit");
    const store = await opening;
    await Promise.all([store.close(), reader.end(), other.end()]);
    expect((await migrate.status(url)).pending).toEqual([]);
  });

  it("is shared by nodes that start together", async () => {
    const url = await server.createDatabase();
    const nodes = await Promise.all([openStore(url), openStore(url), openStore(url)]);
    const run = execution();
    await nodes[0].commit([{ executionId: run.id, expectedVersion: null, created: [run] }]);
    expect((await nodes[2].loadExecution(run.id))?.execution).toEqual(run);
    await Promise.all(nodes.map((store) => store.close()));
  });

  it("wakes nodes when actions were queued, and by what nodes say", async () => {
    const url = await server.createDatabase();
    const [here, there] = [await openStore(url), await openStore(url)];
    const woken = listening(there);
    await untilHeard(here, woken.all);
    const run = execution();
    const first = task(run);
    const only = action(first);
    const queued = woken.of("actionsQueued");
    await here.commit([
      {
        executionId: run.id,
        expectedVersion: null,
        created: [run],
        changes: [
          { type: "taskCreated", task: first },
          { type: "actionCreated", action: only },
        ],
        dispatched: [{ actionId: only.id, claimedBy: null }],
      },
    ]);
    await queued;
    const cancelled = woken.of("actionCancelled");
    await here.wake({ type: "actionCancelled", actionId: "a1" });
    expect(await cancelled).toEqual({ type: "actionCancelled", actionId: "a1" });
    woken.stop();
    await here.close();
    await there.close();
  });

  it("listens again when the connection was lost", async () => {
    const url = await server.createDatabase();
    const store = await openStore(url);
    const woken = listening(store);
    await untilHeard(store, woken.all);
    const killed = await query(
      url,
      "select pg_terminate_backend(pid) from pg_stat_activity where query like 'listen%' and datname = current_database()",
    );
    expect(killed).toHaveLength(1);
    woken.all.length = 0;
    await untilHeard(store, woken.all);
    expect(woken.all[0]).toEqual({ type: "messagesSent", executionId: "x" });
    await store.close();
  });

  it("is refused when its schema is newer or missing", async () => {
    const url = await server.createDatabase();
    await expect(openStore(url, { upgrade: false })).rejects.toThrow(SchemaMismatch);
    expect((await migrate.status(url)).current).toBeNull();
    await migrate.upgrade(url);
    await query(url, "insert into ostro_migrations (name, timestamp) values ('9999-later', 'x')");
    await expect(openStore(url)).rejects.toThrow("newer");
  });

  it("is refused when it cannot be reached, without telling the password", async () => {
    const url = new URL(await server.createDatabase());
    url.password = "wrong-secret";
    const failures = [String(url), "postgres://u:wrong-secret@127.0.0.1:1/x"].map((wrong) =>
      openStore(wrong).catch((error: unknown) => error),
    );
    for (const failure of await Promise.all(failures)) {
      expect(failure).toBeInstanceOf(DatabaseUnusable);
      expect(String(failure)).not.toContain("wrong-secret");
    }
  });

  it("commits a batch in one round trip, and goes by index", async () => {
    const url = await server.createDatabase();
    await migrate.upgrade(url);
    const store = await openStore(url);
    const runs = Array.from({ length: 20 }, () => execution());
    await store.commit([{ executionId: "first", expectedVersion: 0 }]);
    const scansBefore = await scans(url);
    const query = vi.spyOn(Client.prototype, "query");
    await store.commit(runs.map((run) => ({ executionId: run.id, expectedVersion: null, created: [run] })));
    expect(query).toHaveBeenCalledTimes(1);
    await store.commit(
      runs.map((run) => ({
        executionId: run.id,
        expectedVersion: 0,
        changes: [{ type: "taskCreated", task: task(run) }],
        messagesConsumed: ["m1"],
      })),
    );
    expect(query).toHaveBeenCalledTimes(2);
    await store.loadExecution(runs[0]?.id ?? "");
    expect(query).toHaveBeenCalledTimes(3);
    await store.close();
    expect(await scans(url)).toBe(scansBefore);
  });
});

/** Sends until the connection that listens is there. */
async function untilHeard(store: Store, heard: readonly Wake[]): Promise<void> {
  while (heard.length === 0) await store.wake({ type: "messagesSent", executionId: "x" });
}

function listening(store: Store) {
  const all: Wake[] = [];
  const waiting = new Set<(wake: Wake) => void>();
  const stop = store.onWake((wake) => {
    all.push(wake);
    for (const tell of waiting) tell(wake);
  });
  const next = (type: Wake["type"]) =>
    new Promise<Wake>((resolve) => {
      const tell = (wake: Wake) => {
        if (wake.type !== type) return;
        waiting.delete(tell);
        resolve(wake);
      };
      waiting.add(tell);
    });
  return { all, stop, of: next };
}

/** How often the server has read a table from end to end. */
async function scans(url: string): Promise<number> {
  const rows = await query(
    url,
    "select sum(seq_scan) as n from pg_stat_user_tables where relname <> 'ostro_migrations'",
  );
  return Number(rows[0]?.["n"]);
}

async function query(url: string, text: string): Promise<Record<string, unknown>[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<Record<string, unknown>>(text);
    return rows;
  } finally {
    await client.end();
  }
}
