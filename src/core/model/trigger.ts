import type { JsonMap } from "../base/index.ts";
import type { Scope } from "./definition.ts";

/** What every trigger has: which workflow it starts, and with what. Times are milliseconds since 1970-01-01T00:00:00Z. */
interface Trigger {
  readonly id: string;
  readonly name: string;
  readonly projectId: string;
  readonly scope: Scope;
  readonly workflowId: string;
  readonly workflowInput: JsonMap;
  readonly workflowParams: JsonMap;
  readonly createdAt: number;
  readonly updatedAt: number | null;
}

/** Starts a workflow at certain times. */
export interface CronTriggerRecord extends Trigger {
  readonly workflowName: string;
  /** Five fields, or six with the seconds last; in UTC. */
  readonly pattern: string;
  /** How often it still fires; null for ever. */
  readonly remainingExecutions: number | null;
  readonly firstExecutionTime: number | null;
  readonly nextExecutionTime: number;
}

/** Starts a workflow when a certain event is told. */
export interface EventTriggerRecord extends Trigger {
  readonly exchange: string;
  readonly topic: string;
  readonly event: string;
}
