import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { serve } from "../e2e/serve.ts";
import { startPostgres, type PostgresServer } from "../postgres-server.ts";
import { startLedger, type Ledger } from "./ledger.ts";
import * as scenario from "./scenario.ts";

const executions = 200;
/** Short, so that a dead node's actions are soon lost; not so short that a busy machine is taken for dead. */
const options = ["--node-lease-seconds", "2", "--log-level", "fatal"];

let ledger: Ledger;

/** What is known of actions when a node is dead. */
interface Known {
  /** Finished ones, with the calls that the ledger had then. */
  readonly finished: Map<string, number>;
  /** Under way, and not to be run again. */
  readonly lost: Set<string>;
}

async function look(database: string, known: Known): Promise<void> {
  for (const { id, state, dispatch, isSafeToRerun } of (await scenario.remembered(database)).actions) {
    if (state !== "RUNNING") known.finished.set(id, known.finished.get(id) ?? ledger.callsOf(id));
    else if (dispatch === "claimed" && !isSafeToRerun) known.lost.add(id);
  }
}

function expectFinishedStays({ finished }: Known): void {
  for (const [id, calls] of finished) expect(ledger.callsOf(id), `calls of the finished action ${id}`).toBe(calls);
}

/**
 * Kills the service at those numbers of calls of the ledger, starts it again each time, and looks at the ledger and the
 * database when everything has ended.
 */
async function killAndRestart(database: string, killsAt: readonly number[]): Promise<void> {
  let served = await serve(database, options);
  const started = await scenario.startMany([served.url], executions, ledger);
  const known: Known = { finished: new Map(), lost: new Set() };
  ledger.open();
  for (const calls of killsAt) {
    await ledger.reached(calls);
    expect(await served.end("SIGKILL")).toMatchObject({ signal: "SIGKILL" });
    await scenario.settled(database);
    await look(database, known);
    served = await serve(database, options);
  }
  await scenario.allEnded(served.url);
  expect(await served.end("SIGTERM")).toMatchObject({ code: 0 });

  const end = await scenario.remembered(database);
  scenario.expectDoneOnce(ledger);
  scenario.expectOrderlyEnd(end, started);
  expectFinishedStays(known);
  expect(new Set(scenario.failedOf(end).map(({ id }) => id))).toEqual(known.lost);
}

/** Kills one of two nodes; the other one goes on. */
async function killOneOfTwo(database: string, killAt: number): Promise<void> {
  const [first, second] = [await serve(database, options), await serve(database, options)];
  const started = await scenario.startMany([first.url, second.url], executions, ledger);
  const known: Known = { finished: new Map(), lost: new Set() };
  ledger.open();
  await ledger.reached(killAt);
  expect(await first.end("SIGKILL")).toMatchObject({ signal: "SIGKILL" });
  await look(database, known);
  await scenario.allEnded(second.url);
  expect(await second.end("SIGTERM")).toMatchObject({ code: 0 });

  const end = await scenario.remembered(database);
  scenario.expectDoneOnce(ledger);
  scenario.expectOrderlyEnd(end, started);
  expectFinishedStays(known);
  const blamed = scenario.failedOf(end).map(({ output }) => /node (\S+)/.exec(JSON.stringify(output))?.[1]);
  expect(new Set(blamed).size).toBeLessThanOrEqual(1);
}

/** Cuts all connections to the database at those numbers of calls; the service goes on by itself. */
async function cutConnections(database: string, cutsAt: readonly number[]): Promise<void> {
  const served = await serve(database, options);
  const started = await scenario.startMany([served.url], executions, ledger);
  ledger.open();
  for (const calls of cutsAt) {
    await ledger.reached(calls);
    await scenario.cutConnections(database);
  }
  await scenario.allEnded(served.url);
  expect(await served.end("SIGTERM")).toMatchObject({ code: 0 });

  const end = await scenario.remembered(database);
  scenario.expectDoneOnce(ledger);
  scenario.expectOrderlyEnd(end, started);
  expect(scenario.failedOf(end)).toEqual([]);
}

/** Many moments, and several in one run. */
function moments(): number[][] {
  const all = executions * scenario.callsOfOne;
  const anywhere = () => Math.floor(Math.random() * all * 0.7);
  return Array.from({ length: 9 }, (_, n) => Array.from({ length: 1 + (n % 3) }, anywhere).toSorted((a, b) => a - b));
}

let folder: string;
let postgres: PostgresServer;
let round = 0;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "ostro-chaos-"));
  postgres = await startPostgres();
});

afterAll(async () => {
  await postgres.stop();
  await rm(folder, { recursive: true });
});

const databases = {
  SQLite: async () => `sqlite:${join(folder, `${(round += 1)}.db`)}`,
  PostgreSQL: () => postgres.createDatabase(),
} as const;

async function withLedger(database: keyof typeof databases, work: (database: string) => Promise<void>): Promise<void> {
  ledger = await startLedger(() => 20 + Math.random() * 60);
  try {
    await work(await databases[database]());
  } finally {
    await ledger.stop();
  }
}

// Only in the long form, see `vitest.config.ts`; `restarts.test.ts` and `cluster.test.ts` have short ones.
describe.each(["SQLite", "PostgreSQL"] as const)("kill -9 in the middle of 200 executions on %s", (database) => {
  test.each(moments().map((killsAt) => [killsAt.join(", "), killsAt] as const))(
    "at calls %s, and started again",
    { timeout: 300_000 },
    (_, killsAt) => withLedger(database, (url) => killAndRestart(url, killsAt)),
  );
});

describe("kill -9 of one of two nodes in the middle of many executions", () => {
  test.each(moments())("at call %i", { timeout: 300_000 }, (killAt = 0) =>
    withLedger("PostgreSQL", (url) => killOneOfTwo(url, killAt)),
  );
});

describe("connections to the database that break in the middle of many executions", () => {
  test.each(moments().map((cutsAt) => ({ cutsAt })))("at calls $cutsAt", { timeout: 300_000 }, ({ cutsAt }) =>
    withLedger("PostgreSQL", (url) => cutConnections(url, cutsAt)),
  );
});
