import { warmUpOf, type Workload } from "./workloads.ts";

/** How executions are begun, and how one learns that they have ended. */
export interface Driver {
  /** @returns the id of the execution that was begun */
  begin(): Promise<string>;
  ended(id: string): Promise<void>;
}

export interface Drive {
  readonly executionsPerSecond: number;
  readonly tasksPerSecond: number;
  /** Of the time from the start of an execution to its end, in milliseconds. */
  readonly p50Ms: number;
  readonly p99Ms: number;
}

/**
 * Runs a workload, always as many executions at a time as it says.
 *
 * @param warm called when the warming up is over
 */
export async function drive(workload: Workload, driver: Driver, warm: () => void): Promise<Drive> {
  const warmUp = warmUpOf(workload);
  const latencies: number[] = [];
  let begun = 0;

  async function lane(most: number): Promise<void> {
    while (begun < most) {
      begun += 1;
      const start = performance.now();
      await driver.ended(await driver.begin());
      latencies.push(performance.now() - start);
    }
  }
  async function run(most: number): Promise<void> {
    await Promise.all(Array.from({ length: workload.inFlight }, () => lane(most)));
  }

  await run(warmUp);
  warm();
  latencies.length = 0;
  const since = performance.now();
  await run(workload.executions);
  const perSecond = (latencies.length / (performance.now() - since)) * 1000;
  const sorted = latencies.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
  return {
    executionsPerSecond: perSecond,
    tasksPerSecond: perSecond * workload.tasks,
    p50Ms: at(0.5),
    p99Ms: at(0.99),
  };
}
