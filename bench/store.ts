/**
 * The bare database: how fast the rows of an execution can be stored when nothing has to be decided. A service that stores
 * the same rows can at best be as fast.
 *
 *     node bench/store.ts [sqlite] [postgres]
 */
import { randomBytes, randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openStore, type ExecutionCommit } from "../src/store/index.ts";
import { action, execution, task } from "../tests/contract/store/records.ts";
import { startPostgres } from "../tests/postgres-server.ts";

/** Ids in order of time (UUID version 7), as the service gives them: neighbours in time are neighbours in an index. */
function newId(): string {
  const time = Date.now().toString(16).padStart(12, "0");
  const random = randomBytes(10).toString("hex");
  return `${time.slice(0, 8)}-${time.slice(8)}-7${random.slice(0, 3)}-8${random.slice(3, 6)}-${random.slice(6, 18)}`;
}

/** The commits of one execution, in order. */
type Shape = () => ExecutionCommit[];

/** A hundred tasks one after the other, none of which needs the outside world: the start, and all the rest. */
const chain: Shape = () => {
  const run = execution({ id: newId() });
  const changes = Array.from({ length: 100 }, (_, n) => {
    const one = task(run, { id: newId(), name: `t${n}`, ordinal: n + 1, ...finishedTask });
    return [
      { type: "taskCreated", task: one } as const,
      { type: "actionCreated", action: action(one, { id: newId(), ...finishedAction }) } as const,
    ];
  }).flat();
  return [
    { executionId: run.id, expectedVersion: null, created: [run] },
    { executionId: run.id, expectedVersion: 0, changes: [...changes, end(run.id)] },
  ];
};

/** Three tasks one after the other, each with an action that runs outside. */
const threeTasks: Shape = () => {
  const run = execution({ id: newId() });
  const tasks = [1, 2, 3].map((ordinal) => task(run, { id: newId(), name: `t${ordinal}`, ordinal }));
  const actions = tasks.map((one) => action(one, { id: newId(), dispatch: "claimed", claimedBy: "n1" }));
  return [0, 1, 2, 3].map((step) => {
    const [ended, begun] = [step - 1, step];
    return {
      executionId: run.id,
      expectedVersion: step === 0 ? null : step - 1,
      created: step === 0 ? [run] : [],
      changes: [
        ...tasks.slice(ended, begun).flatMap((one, n) => finish(one.id, actions.slice(ended)[n]?.id ?? "")),
        ...tasks.slice(begun, begun + 1).map((one) => ({ type: "taskCreated", task: one }) as const),
        ...actions.slice(begun, begun + 1).map((one) => ({ type: "actionCreated", action: one }) as const),
        ...(step === 3 ? [end(run.id)] : []),
      ],
    };
  });
};

/** A hundred actions at once, whose results come one by one. */
const fanOut: Shape = () => {
  const run = execution({ id: newId() });
  const only = task(run, { id: newId(), runtimeContext: { with_items: { count: 100 } } });
  const actions = Array.from({ length: 100 }, (_, index) =>
    action(only, { id: newId(), index, dispatch: "claimed", claimedBy: "n1" }),
  );
  return [
    {
      executionId: run.id,
      expectedVersion: null,
      created: [run],
      changes: [
        { type: "taskCreated", task: only },
        ...actions.map((one) => ({ type: "actionCreated", action: one }) as const),
      ],
    },
    ...actions.map((one, n) => ({
      executionId: run.id,
      expectedVersion: n,
      changes: [...finish(only.id, one.id), ...(n === 99 ? [end(run.id)] : [])],
    })),
  ];
};

const finishedTask = { state: "SUCCESS", processed: true, published: {}, startedAt: 1000, finishedAt: 1001 } as const;
const finishedAction = { state: "SUCCESS", accepted: true, output: { result: null }, dispatch: "none" } as const;

function finish(taskId: string, actionId: string) {
  return [
    { type: "actionChanged", id: actionId, set: { ...finishedAction, claimedBy: null, updatedAt: 1001 } } as const,
    { type: "taskChanged", id: taskId, set: { ...finishedTask, updatedAt: 1001 } } as const,
  ];
}

function end(id: string) {
  const set = { state: "SUCCESS", output: {}, updatedAt: 1001, finishedAt: 1001 } as const;
  return { type: "executionChanged", id, set } as const;
}

export const shapes = { chain, threeTasks, fanOut } as const;

export interface BareFigures {
  readonly executionsPerSecond: number;
  /** Transactions of the database. */
  readonly commitsPerSecond: number;
  /** Rows created or changed. */
  readonly rowsPerSecond: number;
}

/**
 * Stores executions of one shape; as many at a time as there are lanes, and what is ready together in one commit.
 *
 * @param url of an empty database
 * @param executions how many in all
 * @param lanes how many at a time
 */
export async function bareDatabase(
  url: string,
  shape: keyof typeof shapes,
  executions: number,
  lanes: number,
): Promise<BareFigures> {
  const store = await openStore(url);
  const waiting = Array.from({ length: executions }, () => shapes[shape]());
  const rows = waiting.flat().reduce((sum, one) => sum + 1 + (one.changes?.length ?? 0), 0);
  const running: ExecutionCommit[][] = [];
  let commits = 0;
  const begun = performance.now();
  while (waiting.length > 0 || running.length > 0) {
    while (running.length < lanes && waiting.length > 0) running.push(waiting.pop() ?? []);
    const batch = running.flatMap((commitsLeft) => commitsLeft.shift() ?? []);
    const results = await store.commit(batch);
    if (results.includes("stale")) throw new Error("A commit was stale");
    commits += 1;
    for (let n = running.length - 1; n >= 0; n -= 1) if (running[n]?.length === 0) running.splice(n, 1);
  }
  const seconds = (performance.now() - begun) / 1000;
  await store.close();
  return {
    executionsPerSecond: executions / seconds,
    commitsPerSecond: commits / seconds,
    rowsPerSecond: rows / seconds,
  };
}

async function main(databases: readonly string[]): Promise<void> {
  const sizes = { chain: 400, threeTasks: 4000, fanOut: 100 } as const;
  const rows: Record<string, object> = {};
  async function measure(name: string, fresh: () => Promise<string>): Promise<void> {
    for (const lanes of [1, 16, 64]) {
      for (const shape of ["chain", "threeTasks", "fanOut"] as const) {
        const executions = lanes === 1 ? sizes[shape] / 10 : sizes[shape];
        const figures = await bareDatabase(await fresh(), shape, executions, lanes);
        rows[`${name}, ${lanes} lanes, ${shape}`] = Object.fromEntries(
          Object.entries(figures).map(([key, value]) => [key, Math.round(value as number)]),
        );
      }
    }
  }
  if (databases.includes("sqlite")) {
    const folder = await mkdtemp(join(tmpdir(), "ostro-bench-"));
    await measure("SQLite FULL", async () => `sqlite:${join(folder, `${randomUUID()}.db`)}`);
    await rm(folder, { recursive: true });
  }
  if (databases.includes("postgres")) {
    const server = await startPostgres(true);
    await measure("PostgreSQL", () => server.createDatabase());
    await server.stop();
  }
  console.table(rows);
}

if (import.meta.main) await main(process.argv.length > 2 ? process.argv.slice(2) : ["sqlite", "postgres"]);
