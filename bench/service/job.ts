/** What a worker is to measure. */
export interface Job {
  readonly type: "inProcess" | "bare" | "rest";
  readonly workload: string;
  /** Empty ones. */
  readonly databases: readonly [string, ...string[]];
}
