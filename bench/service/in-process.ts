import { randomFillSync } from "node:crypto";
import { actionRegistry } from "../../src/actions/index.ts";
import { idSource, Runtime, systemClock } from "../../src/runtime/index.ts";
import { openStore, type ExecutionCommit, type Store } from "../../src/store/index.ts";
import { addWorkflows, caller } from "../../tests/runtime/service.ts";
import { drive, type Drive } from "./drive.ts";
import { step, warmUpOf, type Workload } from "./workloads.ts";

/** One measurement of one process. */
export interface Measured extends Drive {
  /** Transactions of the database. */
  readonly commits: number;
  readonly rssMb: number;
}

async function run(workload: Workload, store: Store): Promise<Measured> {
  await addWorkflows(store, workload.definition);
  const runtime = new Runtime({
    store,
    actions: actionRegistry([step]),
    clock: systemClock,
    chance: { newId: idSource(() => systemClock.now(), randomFillSync), random: Math.random },
    slots: 64,
    leaseMs: 15_000,
    rerunLostActions: "safe",
    callbackUrl: () => null,
    onTrouble: (what, error) => {
      throw new Error(what, { cause: error });
    },
  });
  await runtime.begin();
  const over = new Set<string>();
  const waiting = new Map<string, () => void>();
  runtime.onCommitted((id, { commit }) => {
    if (!commit.changes?.some((change) => change.type === "executionChanged" && change.set.finishedAt)) return;
    const resolve = waiting.get(id);
    if (resolve === undefined) over.add(id);
    else resolve();
    waiting.delete(id);
  });
  let before = 0;
  const driven = await drive(
    workload,
    {
      begin: async () => {
        const request = { caller, workflowIdentifier: workload.name, namespace: "", input: {}, params: {} };
        return (await runtime.start({ ...request, description: "" })).id;
      },
      ended: (id) =>
        new Promise((resolve) => {
          if (over.delete(id)) resolve();
          else waiting.set(id, resolve);
        }),
    },
    () => {
      before = runtime.statistics().transactions;
    },
  );
  const commits = runtime.statistics().transactions - before;
  await runtime.stop(10_000);
  return { ...driven, commits, rssMb: process.resourceUsage().maxRSS / 1024 };
}

/** The runtime within this process. */
export async function measureInProcess(workload: Workload, database: string): Promise<Measured> {
  const store = await openStore(database);
  const measured = await run(workload, store);
  await store.close();
  return measured;
}

export interface Bare {
  readonly executionsPerSecond: number;
  readonly commits: number;
}

/**
 * The bare database: the rows that the runtime stored, in the same transactions, with nothing to be decided.
 *
 * @param first where the workload is run, to learn its rows
 * @param second where they are stored again
 */
export async function measureBare(workload: Workload, first: string, second: string): Promise<Bare> {
  const store = await openStore(first);
  const batches: (readonly ExecutionCommit[])[] = [];
  const recorded: Store = {
    ...store,
    commit: (batch) => {
      batches.push(batch);
      return store.commit(batch);
    },
  };
  await run(workload, recorded);
  await store.close();

  const warmUp = warmUpOf(workload);
  const bare = await openStore(second);
  let begun = 0;
  let commits = 0;
  let since = performance.now();
  for (const batch of batches) {
    if (begun < warmUp) since = performance.now();
    else commits += 1;
    begun += batch.filter(({ expectedVersion }) => expectedVersion === null).length;
    const results = await bare.commit(batch);
    if (results.includes("stale")) throw new Error("A commit was stale");
  }
  const seconds = (performance.now() - since) / 1000;
  await bare.close();
  return { executionsPerSecond: (workload.executions - warmUp) / seconds, commits };
}
