import type { WorkflowSpec } from "../../core/language/index.ts";
import type { LiveState } from "../../core/engine/index.ts";
import type { Change, ExecutionEvent } from "../../core/model/index.ts";

/** Something that waits for an execution's next decision. */
export interface Entry {
  /** Undefined for a mere change of a row that needs no decision. */
  readonly event: ExecutionEvent | undefined;
  readonly changes: readonly Change[];
  /** Set when the event is a stored message, which the decision's transaction removes. */
  readonly messageId: string | undefined;
  /** Whether the event is dropped, with an error for whoever waits, when the database fails; others are tried again. */
  readonly isRequest: boolean;
  /** Whether others may have stored messages for the execution, which only loading it shows: they leave its version as it is. */
  readonly mustLoad: boolean;
  /** Told when the decision is stored: whether it ran an action or a sub-workflow. */
  readonly resolve: (hasRun: boolean) => void;
  readonly reject: (error: unknown) => void;
}

/** One execution in memory: its state, and what waits for it. Only the lane's own run touches either. */
export interface Lane {
  readonly executionId: string;
  spec: WorkflowSpec | undefined;
  state: LiveState | undefined;
  waiting: Entry[];
  isRunning: boolean;
  /** Failed tries in a row to store a decision. */
  failures: number;
}

export function newLane(executionId: string): Lane {
  return { executionId, spec: undefined, state: undefined, waiting: [], isRunning: false, failures: 0 };
}
