import type { JsonMap } from "../base/index.ts";
import type { TaskState } from "./states.ts";

/** Why a task runs: the id of the task that led to it, and by which clause. */
export interface Trigger {
  readonly taskId: string;
  readonly event: string;
}

/** A next step that a finished task chose. */
export interface NextTask {
  readonly name: string;
  readonly event: string;
}

/**
 * One run of a task. Its context is not stored: it follows from `sources` (the tasks whose outbound contexts it got) and
 * what those published, so that a large context is remembered once and not at every step.
 */
export interface TaskRecord {
  readonly id: string;
  readonly executionId: string;
  readonly rootId: string;
  readonly projectId: string;
  readonly workflowId: string;
  readonly workflowName: string;
  readonly workflowNamespace: string;
  readonly name: string;
  readonly type: "ACTION" | "WORKFLOW";
  readonly tags: readonly string[];
  readonly state: TaskState;
  readonly stateInfo: string | null;
  readonly published: JsonMap | null;
  readonly publishedGlobal: JsonMap;
  /** Whether its completion has been dealt with: transitions chosen and started. */
  readonly processed: boolean;
  /** Mistral's `runtime_context`: `triggered_by`, `with_items`, `retry_task_policy`, ...; also the engine's own counters. */
  readonly runtimeContext: JsonMap;
  readonly sources: readonly string[];
  readonly next: readonly NextTask[];
  readonly isErrorHandled: boolean;
  /** Order of creation within the execution, from 1. */
  readonly ordinal: number;
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly startedAt: number | null;
  readonly finishedAt: number | null;
}
