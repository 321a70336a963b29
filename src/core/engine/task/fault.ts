import { faultOf } from "../calls/invalid.ts";
import { failExecution } from "../flow/finish.ts";
import type { Draft } from "../state/draft.ts";
import type { Entry } from "../state/step.ts";
import { setTaskState } from "./record.ts";

/**
 * Does something for a task. An error of the workflow's structure puts the task and the execution into ERROR at once, with
 * no chance for `on-error` (Mistral 15, semantics 4.7).
 */
export function guarded(draft: Draft, taskId: string, entry: Entry, run: () => void): void {
  try {
    run();
  } catch (error) {
    forceFail(draft, taskId, faultText(draft, taskId, entry, faultOf(error)));
  }
}

/** Fails a task and its execution. */
export function forceFail(draft: Draft, taskId: string, message: string): void {
  setTaskState(draft, taskId, "ERROR", message);
  for (const timer of draft.timersOf(taskId)) draft.cancelTimer(timer.id);
  failExecution(draft, message);
}

/** Mistral 15, semantics section 15; where Mistral adds a stack trace, nothing follows. */
function faultText(draft: Draft, taskId: string, entry: Entry, error: string): string {
  const where = `error=${error}, wf=${draft.execution.workflowName}, task=${draft.tasks.get(taskId).name}`;
  switch (entry.type) {
    case "run":
      return `Failed to run task [${where}]:\n`;
    case "actionFinished":
      return `Failed to handle action completion [${where}, action=${entry.action}]:\n`;
    case "complete":
      return `Failed to complete task [${where}]:\n`;
  }
}
