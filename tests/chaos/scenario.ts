import { Client } from "pg";
import { expect } from "vitest";
import { Connection, httpTransport } from "../../src/client/index.ts";
import type { ActionRecord, ExecutionRecord } from "../../src/core/model/index.ts";
import { openStore } from "../../src/store/index.ts";
import type { Ledger } from "./ledger.ts";

/** The long form: many random moments. */
export const isLong = process.env["OSTRO_LONG"] === "1";
/** Calls of the ledger that one execution makes. */
export const callsOfOne = 6;

/** Tasks that may be run again and tasks that may not, alone, as items, in a sub-workflow and behind a timer. */
const definition = `
version: '2.0'
chaos.leaf:
  input: [ledger]
  tasks:
    leaf-once: {action: std.http url="<% $.ledger %>/<% execution().id %>/once/leaf"}
chaos:
  input: [ledger]
  tasks:
    first:
      action: std.http url="<% $.ledger %>/<% execution().id %>/safe/first"
      safe-rerun: true
      on-success: [guarded, each, below]
    guarded:
      action: std.http url="<% $.ledger %>/<% execution().id %>/once/guarded"
      on-success: last
      on-error: last
    each:
      with-items: i in <% [1, 2] %>
      action: std.http url="<% $.ledger %>/<% execution().id %>/safe/<% $.i %>"
      safe-rerun: true
      wait-before: 1
      on-success: last
    below:
      workflow: chaos.leaf ledger=<% $.ledger %>
      on-success: last
    last:
      join: all
      action: std.http url="<% $.ledger %>/<% execution().id %>/once/last"
`;

/** What a database holds. */
export interface Remembered {
  readonly executions: readonly ExecutionRecord[];
  readonly actions: readonly ActionRecord[];
  readonly stuck: readonly string[];
}

/** Reads a database; with SQLite no service may work with it meanwhile. */
export async function remembered(database: string): Promise<Remembered> {
  const store = await openStore(database);
  try {
    return {
      executions: await store.executions.list({ visibility: "all" }),
      actions: await store.actions.list({ visibility: "all" }),
      stuck: await store.stuckExecutions(10),
    };
  } finally {
    await store.close();
  }
}

/** The name of the connections of the test itself. */
const own = "chaos";
const others = `from pg_stat_activity where datname = current_database() and application_name <> '${own}'`;

async function withPostgres(database: string, work: (client: Client) => Promise<unknown>): Promise<void> {
  const client = new Client({ connectionString: database, application_name: own });
  // One that has just begun may be cut like the others.
  client.on("error", () => {});
  await client.connect();
  await work(client);
  await client.end();
}

/** Waits until PostgreSQL has stored what a dead process had sent. */
export async function settled(database: string): Promise<void> {
  if (!database.startsWith("postgres")) return;
  await withPostgres(database, async (client) => {
    const connected = async () => (await client.query<{ pid: number }>(`select pid ${others}`)).rows;
    await expect.poll(connected, { timeout: 10_000 }).toEqual([]);
  });
}

/** Ends all connections, in the middle of whatever they do. */
export function cutConnections(database: string): Promise<void> {
  return withPostgres(database, (client) => client.query(`select pg_terminate_backend(pid) ${others}`));
}

/**
 * Starts executions, a few at a time.
 *
 * @param urls of the services; one after the other gets a request
 * @returns their ids
 */
export async function startMany(urls: readonly string[], executions: number, ledger: Ledger): Promise<string[]> {
  const connections = urls.map((url) => new Connection(httpTransport(url)));
  await connections[0]?.sendText("POST", "/v2/workflows", definition);
  const started: string[] = [];
  let begun = 0;
  async function startSome(): Promise<void> {
    while (begun < executions) {
      const connection = connections[begun % urls.length];
      begun += 1;
      const body = { workflow_name: "chaos", input: { ledger: ledger.url } };
      const execution = await connection?.post("/v2/executions", body);
      if (typeof execution?.["id"] === "string") started.push(execution["id"]);
    }
  }
  await Promise.all(Array.from({ length: 8 }, startSome));
  return started;
}

/** Waits until no execution of the service runs. */
export async function allEnded(url: string): Promise<void> {
  const connection = new Connection(httpTransport(url));
  const running = () => connection.get("/v2/executions", { fields: "id", state: "RUNNING", limit: 1 });
  await expect
    .poll(async () => (await running())["executions"], { timeout: isLong ? 120_000 : 60_000, interval: 100 })
    .toEqual([]);
}

/** Executions that are not over, each with what it may be waiting for. */
const unfinished = `select e.id, e.workflow_name, e.state,
    (select json_agg(json_build_object('task', a.task_name, 'state', a.state, 'dispatch', a.dispatch, 'by', a.claimed_by))
       from actions a where a.execution_id = e.id and a.state = 'RUNNING') as actions,
    (select json_agg(t.purpose) from timers t where t.execution_id = e.id) as timers,
    (select json_agg(m.event) from messages m where m.execution_id = e.id) as messages
  from executions e where e.state in ('IDLE', 'RUNNING', 'PAUSED') order by e.created_at limit 5`;

/** Waits until no execution in a database of PostgreSQL runs, whichever nodes there are. */
export async function allEndedIn(database: string): Promise<void> {
  let left: unknown;
  const look = () => withPostgres(database, async (client) => void (left = (await client.query(unfinished)).rows));
  async function leftNow(): Promise<unknown> {
    await look();
    return left;
  }
  await expect.poll(leftNow, { timeout: isLong ? 1_200_000 : 60_000, interval: 250 }).toEqual([]);
}

/** No deed without leave was done twice, whichever action asked for it; another only by the same action. */
export function expectDoneOnce(ledger: Ledger): void {
  for (const { name, callsByKey } of ledger.deeds.values()) {
    if (name.includes("/once/")) expect([...callsByKey.values()], name).toEqual([1]);
    else expect(callsByKey.size, name).toBe(1);
  }
}

/** Nothing waits for ever, what was lost says so, and an execution failed only where something was lost in it. */
export function expectOrderlyEnd(end: Remembered, started: readonly string[]): void {
  const children = end.executions.filter(({ parentTaskId }) => parentTaskId !== null);
  expect(end.stuck).toEqual([]);
  expect(new Set(end.executions.map(({ id }) => id))).toEqual(new Set([...started, ...children.map(({ id }) => id)]));
  for (const action of failedOf(end)) expectLost(action);
  expect(Object.fromEntries(end.executions.map(({ id, state }) => [id, state]))).toEqual(statesThatFollow(end));
}

/** The action ended because its node is gone, and says so. */
export function expectLost({ id, state, output, isSafeToRerun }: ActionRecord): void {
  expect({ id, state, isSafeToRerun, text: output?.["result"] }).toEqual({
    id,
    state: "ERROR",
    isSafeToRerun: false,
    text: expect.stringMatching(lostMessage),
  });
}

const lostMessage = /^The node \S+ that ran this action is gone before it reported a result\..* 'safe-rerun: true'/;

/** Actions that did not succeed. */
export function failedOf({ actions }: Remembered): ActionRecord[] {
  return actions.filter(({ state }) => state !== "SUCCESS");
}

/** An execution fails when an action in it or below it failed that nothing guards, and only then. */
function statesThatFollow(end: Remembered): Record<string, string> {
  const rootOf = new Map(end.executions.map(({ id, rootId }) => [id, rootId ?? id]));
  const unguarded = failedOf(end).filter(({ taskName }) => taskName !== "guarded");
  const ids = unguarded.map(({ executionId }) => executionId ?? "");
  const failed = new Set([...ids, ...ids.map((id) => rootOf.get(id) ?? id)]);
  return Object.fromEntries(end.executions.map(({ id }) => [id, failed.has(id) ? "ERROR" : "SUCCESS"]));
}
