import type { Json, JsonMap } from "../base/index.ts";
import type { ActionState } from "./states.ts";

/** What came out of an action: `SUCCESS` with its result, or `ERROR`/`CANCELLED` with the error value. */
export interface ActionResult {
  readonly state: "SUCCESS" | "ERROR" | "CANCELLED";
  readonly value: Json;
}

/**
 * How an action is to be run outside: `none` when it needs nobody (answered within the decision, finished, or an
 * asynchronous one that was already started), `queued` until a node takes it, `offered` until a worker outside of the service
 * takes it, `claimed` while a node or a worker runs it.
 */
export type Dispatch = "none" | "queued" | "offered" | "claimed";

/** One run of an action. */
export interface ActionRecord {
  readonly id: string;
  readonly projectId: string;
  /** Null for an action that was started without a workflow, as are all of the following up to `workflowName`. */
  readonly executionId: string | null;
  readonly rootId: string | null;
  readonly taskId: string | null;
  readonly taskName: string | null;
  readonly workflowName: string | null;
  readonly workflowNamespace: string;
  /** The name as the task says it. */
  readonly name: string;
  readonly description: string;
  readonly tags: readonly string[] | null;
  readonly state: ActionState;
  readonly stateInfo: string | null;
  readonly accepted: boolean;
  /** As recorded and shown: an ad-hoc action's own input with its defaults. */
  readonly input: JsonMap;
  /** `{"result": ...}` when finished. */
  readonly output: JsonMap | null;
  /** Place among the items of `with-items`, from 0. */
  readonly index: number;
  /** What the executor runs: the system action at the bottom of an ad-hoc chain, and its input. */
  readonly run: ActionRun;
  readonly dispatch: Dispatch;
  /** The node or worker that runs it, while claimed. */
  readonly claimedBy: string | null;
  /** Name of the nodes that are to run it; null for any. */
  readonly target: string | null;
  /** Whether it may be run again when its node died (`safe-rerun`). */
  readonly isSafeToRerun: boolean;
  readonly createdAt: number;
  readonly updatedAt: number;
}

export interface ActionRun {
  readonly action: string;
  readonly input: JsonMap;
  /** Names of the ad-hoc actions around it, outermost first; their `output` clauses are applied innermost first. */
  readonly adhoc: readonly string[];
  /** The place of its execution in a trace; missing for one that is part of none. */
  readonly trace?: string;
  /** Seconds after which the executor interrupts it; null for no limit. */
  readonly timeoutSeconds: number | null;
}
