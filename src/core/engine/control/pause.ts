import type { Json } from "../../base/index.ts";
import { moveExecution, stateInfo } from "../flow/finish.ts";
import type { Draft } from "../state/draft.ts";

/**
 * Pauses the execution with all its sub-workflows, and tells the parent.
 *
 * @param message for `state_info`
 * @param isByParent the parent asked for it: it need not be paused itself again
 * @throws Invalid when the execution has ended
 */
export function pauseExecution(draft: Draft, message: Json, isByParent: boolean): void {
  if (draft.isPaused) return;
  moveExecution(draft, "PAUSED", stateInfo(message));
  for (const { id } of draft.unfinishedChildren()) draft.tell(id, { type: "pauseRequested", isByParent: true });
  tellParentMoved(draft, "PAUSED", isByParent);
}

/** Tells the parent that this execution was paused or goes on. */
export function tellParentMoved(draft: Draft, state: "PAUSED" | "RUNNING", isByParent: boolean): void {
  const { parentExecutionId, id } = draft.execution;
  if (parentExecutionId !== null) draft.tell(parentExecutionId, { type: "childMoved", childId: id, state, isByParent });
}
