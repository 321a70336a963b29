import type { Json } from "../../base/index.ts";
import type { CommandName } from "../../language/index.ts";
import type { Trigger } from "../../model/index.ts";

/** Something that a finished task, a start or a resume leads to. */
export type Step =
  /** Runs a task anew, or tells a join that it was reached. */
  | { readonly type: "run"; readonly task: string; readonly trigger: Trigger | null }
  /** Runs a task execution that exists: IDLE after pause-before, or to be rerun. */
  | { readonly type: "runAgain"; readonly taskId: string; readonly reset: boolean; readonly isRerun: boolean }
  | { readonly type: "command"; readonly name: CommandName; readonly message: Json };

/** How the engine came to a task, which an error message names. */
export type Entry =
  | { readonly type: "run" }
  | { readonly type: "actionFinished"; readonly action: string }
  | { readonly type: "complete" };
