import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Client, Connection, httpTransport } from "../../src/client/index.ts";
import { openStore } from "../../src/store/index.ts";
import { serve } from "../e2e/serve.ts";
import { startPostgres, type PostgresServer } from "../postgres-server.ts";
import { isLong, settled } from "./scenario.ts";

const executions = 200;
const options = ["--node-lease-seconds", "2", "--log-level", "fatal"];

const first = `
version: '2.0'
moved:
  tasks:
    a: {action: std.noop, on-success: [b]}
    b: {action: std.noop, pause-before: true, on-success: [c]}
    c: {action: std.noop}
`;
const second = first.replace(
  "c: {action: std.noop}",
  "c: {action: std.noop, on-success: [d]}\n    d: {action: std.noop}",
);

/** Moves all, as often as it takes. @param atPage called when that many answers have come and the next one is asked for */
async function moveAll(client: Client, atPage: (pages: number) => void = () => {}): Promise<void> {
  let pages = 0;
  for await (const { counts } of client.workflows.migrateExecutions("moved", { limit: 20 })) {
    expect(counts).toMatchObject({ refused: 0, not_paused: 0 });
    pages += 1;
    atPage(pages);
  }
}

/** Kills the service while it moves executions, and starts it again. */
async function killWhileMoving(database: string, killAt: number): Promise<void> {
  let served = await serve(database, options);
  const open = (): Client => new Client(new Connection(httpTransport(served.url)));
  let client = open();
  await client.workflows.create(first);
  for (let i = 0; i < executions; i += 1) await client.executions.start({ workflow_name: "moved" });
  await client.workflows.update(second);
  const moving = moveAll(client, (pages) => {
    // The next page is under way when the process dies.
    if (pages === killAt) setImmediate(() => setTimeout(() => served.signal("SIGKILL"), 3));
  });
  await moving.then(
    () => expect.fail("all were moved before the process died"),
    () => {},
  );
  await served.ended;
  await settled(database);

  served = await serve(database, options);
  client = open();
  await moveAll(client);
  for await (const { id } of client.executions.list({ workflow_name: "moved" })) {
    await client.executions.update(id, { state: "RUNNING" });
  }
  expect(await served.end("SIGTERM")).toMatchObject({ code: 0 });

  const store = await openStore(database);
  try {
    const ended = await store.executions.list({ visibility: "all", fields: ["id", "state", "workflowRevision"] });
    expect(ended).toHaveLength(executions);
    for (const one of ended) expect(one).toMatchObject({ state: "SUCCESS", workflowRevision: 2 });
    expect(await store.tasks.count({ visibility: "all" })).toBe(executions * 4);
    const moves = await store.migrations.list({ visibility: "all", fields: ["executionId"] });
    expect(new Set(moves.map(({ executionId }) => executionId)).size).toBe(executions);
    expect(moves).toHaveLength(executions);
  } finally {
    await store.close();
  }
}

describe.skipIf(!isLong)("kill -9 while executions are moved (long form)", () => {
  let folder: string;
  let postgres: PostgresServer;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "ostro-chaos-"));
    postgres = await startPostgres();
  });

  afterAll(async () => {
    await postgres.stop();
    await rm(folder, { recursive: true });
  });

  test.each([1, 3, 6, 8])("SQLite, page %i", { timeout: 300_000 }, (page) =>
    killWhileMoving(`sqlite:${join(folder, `${page}.db`)}`, page),
  );

  test.each([1, 3, 6, 8])("PostgreSQL, page %i", { timeout: 300_000 }, async (page) =>
    killWhileMoving(await postgres.createDatabase(), page),
  );
});
