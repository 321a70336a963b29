import { canMove, isFinal } from "../../model/index.ts";
import type { Draft } from "../state/draft.ts";
import { setTaskState } from "../task/record.ts";
import { pauseExecution } from "./pause.ts";
import type { EventOf } from "./request.ts";
import { resumeExecution } from "./resume.ts";

/** An asynchronous action was paused, or goes on: its task and the execution with it (Mistral 15, semantics 12.10). */
export function onActionMoved(draft: Draft, event: EventOf<"actionMoved">): void {
  const action = draft.actions.find(event.actionId);
  if (action === undefined || action.taskId === null) return;
  const refusal = refusalOf(draft, event);
  if (refusal !== undefined) {
    draft.refuse({ event, reason: "invalid", message: refusal });
    return;
  }
  draft.changeAction(action.id, { state: event.state });
  follow(draft, action.taskId, event.state, false);
}

/** A sub-workflow was paused or goes on. The execution follows, unless it was what asked for it. */
export function onChildMoved(draft: Draft, event: EventOf<"childMoved">): void {
  const child = draft.children.find(event.childId);
  if (child === undefined || isFinal(child.state)) return;
  draft.children.change(child.id, { state: event.state });
  follow(draft, child.taskId, event.state, event.isByParent ?? false);
}

/** The execution goes on only when none of its tasks is paused any more (Mistral 15, semantics 14.2). */
function follow(draft: Draft, taskId: string, state: "PAUSED" | "RUNNING", isByParent: boolean): void {
  const task = draft.tasks.get(taskId);
  const isMovable = task.state === "RUNNING" || task.state === "PAUSED";
  if (isMovable && (state === "PAUSED" || !hasPausedCall(draft, taskId))) setTaskState(draft, taskId, state, null);
  if (isByParent || draft.isOver) return;
  if (state === "PAUSED") pauseExecution(draft, null, false);
  else if (draft.select("paused").length === 0) resumeExecution(draft, false);
}

function hasPausedCall(draft: Draft, taskId: string): boolean {
  return [...draft.actionsOf(taskId), ...draft.childrenOf(taskId)].some(({ state }) => state === "PAUSED");
}

function refusalOf(draft: Draft, { actionId, state }: EventOf<"actionMoved">): string | undefined {
  const action = draft.actions.get(actionId);
  const system = draft.world.findAction(action.run.action, action.workflowNamespace);
  if (state === "PAUSED" && system?.type === "system" && !system.isAsync) {
    return "Transition to the PAUSED state is only supported for asynchronous action execution.";
  }
  const isAllowed = !isFinal(action.state) && canMove(action.state, state);
  return isAllowed ? undefined : `Invalid state transition from ${action.state} to ${state}.`;
}
