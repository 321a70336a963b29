import { isTrue, pythonText } from "../../expressions/index.ts";
import type { Json } from "../../base/index.ts";
import { isFinal, type ActionRecord, type ActionResult, type ExecutionEvent } from "../../model/index.ts";
import { applyOutputs } from "../calls/adhoc.ts";
import { checkSize } from "../data/field-size.ts";
import { Functions } from "../data/functions.ts";
import { faultOf } from "../calls/invalid.ts";
import type { Draft } from "../state/draft.ts";
import type { Entry } from "../state/step.ts";
import { isAbandoned } from "../task/attempt.ts";
import { completeTask } from "../task/complete.ts";
import { forceFail } from "../task/fault.ts";
import { itemFinished } from "../task/items.ts";

type Of<T extends ExecutionEvent["type"]> = Extract<ExecutionEvent, { type: T }>;

/** Takes the result of an action that was run outside. A result is taken once. */
export function onActionFinished(draft: Draft, event: Of<"actionFinished">): void {
  const action = draft.actions.find(event.actionId);
  if (action === undefined) return;
  if (isFinal(action.state)) {
    const message = `ValueError: Action ${action.id} is already completed`;
    draft.refuse({ event, reason: "alreadyDone", message });
    return;
  }
  finishAction(draft, action, event.result);
}

/** Records the result of an action, and what follows for its task. */
export function finishAction(draft: Draft, action: ActionRecord, result: ActionResult): void {
  const { id, taskId } = action;
  if (taskId === null) return;
  const counts = !isAbandoned(draft, taskId, id);
  const ended = { dispatch: "none", claimedBy: null } as const;
  let value: Json;
  try {
    value = valueOf(draft, action, result);
  } catch (error) {
    const where = `action=${action.name}, task=${action.taskName}`;
    const message = `Failed to complete action [error=${faultOf(error)}, ${where}]:\n`;
    draft.changeAction(id, { ...ended, state: "ERROR", output: { result: message } });
    if (counts) forceFail(draft, taskId, message);
    return;
  }
  draft.changeAction(id, { ...ended, state: result.state, output: { result: value }, accepted: counts });
  if (counts) callFinished(draft, taskId, result.state, value, action.name);
}

/** What ad-hoc actions make of a result. @throws ExpressionError; Invalid when it is too large */
function valueOf(draft: Draft, action: ActionRecord, { state, value: given }: ActionResult): Json {
  const isRewritten = state === "SUCCESS" && action.run.adhoc.length > 0;
  const value = isRewritten ? applyOutputs(draft.world, new Functions(draft, undefined), action, given) : given;
  checkSize("output", { result: value }, draft.world);
  return value;
}

/** A sub-workflow has ended. */
export function onChildFinished(draft: Draft, event: Of<"childFinished">): void {
  const child = draft.children.find(event.childId);
  if (child === undefined || isFinal(child.state)) return;
  const { state, stateInfo, output } = event;
  draft.children.change(child.id, { state, stateInfo, output, accepted: true });
  if (isAbandoned(draft, child.taskId, child.id)) {
    draft.rejectChild(child.id);
    return;
  }
  const result = output?.["result"] ?? null;
  callFinished(draft, child.taskId, state, result, child.workflowName);
}

function callFinished(draft: Draft, taskId: string, state: ActionResult["state"], value: Json, name: string): void {
  const task = draft.tasks.get(taskId);
  if (isFinal(task.state)) return;
  const entry: Entry = { type: "actionFinished", action: name };
  if (draft.specOf(task).withItems !== undefined) {
    itemFinished(draft, taskId, state, entry);
    return;
  }
  const info = state !== "SUCCESS" && isTrue(value) ? pythonText(value) : null;
  completeTask(draft, taskId, state, info, entry);
}
