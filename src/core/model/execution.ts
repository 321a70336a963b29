import type { Json, JsonMap } from "../base/index.ts";
import type { ExecutionState } from "./states.ts";

/** One run of a workflow. Times are milliseconds since 1970-01-01T00:00:00Z. */
export interface ExecutionRecord {
  readonly id: string;
  readonly projectId: string;
  readonly workflowId: string;
  readonly workflowName: string;
  readonly workflowNamespace: string;
  /** The revision of the definition that this execution reads for its whole life (design, section 10). */
  readonly workflowRevision: number;
  readonly description: string;
  readonly tags: readonly string[];
  readonly state: ExecutionState;
  readonly stateInfo: string | null;
  /** With defaults filled in. */
  readonly input: JsonMap;
  /** With `env` and `namespace`; a sub-workflow's also with `root_execution_id`, `task_execution_id` and `index`. */
  readonly params: JsonMap;
  readonly output: JsonMap | null;
  /** `vars` as evaluated at the start, with globals published over them: one space (Mistral 15, semantics 3.4, 7.6). */
  readonly variables: JsonMap;
  readonly publishedGlobal: JsonMap;
  /** The environment of the root execution, which `env()` reads at every level (semantics 12.1). */
  readonly environment: JsonMap | null;
  /** The parent's task and execution; null for a root execution. */
  readonly parentTaskId: string | null;
  readonly parentExecutionId: string | null;
  /** The top of the tree; a root execution names itself. */
  readonly rootId: string;
  /** Place among the items of the parent's `with-items`, from 0. */
  readonly index: number;
  /** Whether the parent's task still counts this child; a retry or rerun makes older children not accepted. */
  readonly accepted: boolean;
  /** Commands held back by a pause, for the resume (semantics 5.4). Owned by the engine. */
  readonly backlog: Json;
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly finishedAt: number | null;
  /** Its place in a trace: W3C's `traceparent`, and after a blank `tracestate`; null for one that is part of none. */
  readonly trace: string | null;
  /** Counts the commits of this execution; a commit names the version it was decided upon. */
  readonly version: number;
}

/** What a parent knows of a sub-workflow that one of its tasks started. */
export interface ChildRecord {
  readonly id: string;
  readonly taskId: string;
  readonly workflowName: string;
  readonly index: number;
  readonly state: ExecutionState;
  readonly stateInfo: string | null;
  readonly output: JsonMap | null;
  readonly accepted: boolean;
  readonly createdAt: number;
}
