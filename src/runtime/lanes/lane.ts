import type { WorkflowSpec } from "../../core/language/index.ts";
import type { LiveState } from "../../core/engine/index.ts";
import type { Change, ExecutionEvent } from "../../core/model/index.ts";
import type { Move } from "./move.ts";

/** Something that waits for an execution's next decision. */
export interface Entry {
  /** Undefined for a mere change of a row that needs no decision. */
  readonly event: ExecutionEvent | undefined;
  readonly changes: readonly Change[];
  /** Undefined for anything but a move to another specification. */
  readonly move?: Move;
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
  /** Whether it was loaded for a move alone: it then makes room again, so that moves of many displace nobody. */
  isPassing: boolean;
}

/** Takes out what waits, up to a move, which is dealt with alone. */
export function takeWaiting({ waiting }: Lane): Entry[] {
  const at = waiting.findIndex(({ move }) => move !== undefined);
  return waiting.splice(0, at < 0 ? waiting.length : Math.max(at, 1));
}

export function newLane(executionId: string): Lane {
  return {
    executionId,
    spec: undefined,
    state: undefined,
    waiting: [],
    isRunning: false,
    failures: 0,
    isPassing: false,
  };
}

/** The database knows that it is to be done: it is a message, or goes on with what is decided. */
export function isStored({ event, changes, messageId, move }: Entry): boolean {
  return messageId !== undefined || (event === undefined && changes.length === 0 && move === undefined);
}

/** An entry that nobody waits for. */
export function continuation(): Entry {
  const common = { isRequest: false, mustLoad: false, resolve: () => {}, reject: () => {} };
  return { event: undefined, changes: [], messageId: undefined, ...common };
}
