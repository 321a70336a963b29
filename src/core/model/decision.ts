import type { ActionRecord } from "./action.ts";
import type { ExecutionEvent, NotificationEvent, TimerRecord } from "./event.ts";
import type { ExecutionRecord } from "./execution.ts";
import type { TaskRecord } from "./task.ts";

/** What is to be remembered of a decision. `set` holds the fields that differ, and nothing else. */
export type Change =
  | { readonly type: "executionChanged"; readonly id: string; readonly set: Partial<ExecutionRecord> }
  | { readonly type: "taskCreated"; readonly task: TaskRecord }
  | { readonly type: "taskChanged"; readonly id: string; readonly set: Partial<TaskRecord> }
  | { readonly type: "actionCreated"; readonly action: ActionRecord }
  | { readonly type: "actionChanged"; readonly id: string; readonly set: Partial<ActionRecord> }
  /** Whether a sub-workflow counts is its parent's to say: no other field of the child is touched. */
  | { readonly type: "childChanged"; readonly id: string; readonly accepted: boolean };

/** What is to be done outside the decision. Each is a row of the transaction that stores the changes (invariant 4). */
export type Command =
  | { readonly type: "runAction"; readonly actionId: string }
  | { readonly type: "cancelAction"; readonly actionId: string }
  /** Creates the sub-workflow's execution and tells it to begin. */
  | { readonly type: "startChild"; readonly execution: ExecutionRecord }
  /** Tells another execution of the tree: a parent that a child ended, a child that it is stopped or paused. */
  | { readonly type: "tell"; readonly executionId: string; readonly event: ExecutionEvent }
  | { readonly type: "setTimer"; readonly timer: TimerRecord }
  | { readonly type: "cancelTimer"; readonly timerId: string }
  | { readonly type: "notify"; readonly event: NotificationEvent };

export interface Decision {
  readonly changes: readonly Change[];
  readonly commands: readonly Command[];
}
