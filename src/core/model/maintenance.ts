/** Whether the service takes work: it does, it is on its way to rest, or it rests. */
export type MaintenanceStatus = "RUNNING" | "PAUSING" | "PAUSED";

/** The same for all nodes. */
export interface MaintenanceRecord {
  readonly status: MaintenanceStatus;
  /** Ids of executions that were paused for it and are to go on after it. */
  readonly paused: readonly string[];
}
