import { isMap, type Json, type JsonMap } from "../../base/index.ts";
import { isTrue, pythonText } from "../../expressions/index.ts";
import { canMove, isFinal, type ExecutionState } from "../../model/index.ts";
import { faultOf, Invalid } from "../calls/invalid.ts";
import { notifyOfExecution } from "../control/notify.ts";
import { checkSize, fitting, stateInfoOf } from "../data/field-size.ts";
import { mergeMaps } from "../data/maps.ts";
import { outputPlace } from "../data/scope.ts";
import type { Draft } from "../state/draft.ts";
import { finalContext } from "./final-context.ts";
import { pythonJson } from "./python-json.ts";

/**
 * Ends the execution well: evaluates `output` and moves to SUCCESS; of an execution that has ended so, again.
 *
 * @param message for `state_info`
 * @throws ExpressionError when `output` fails; Invalid when it is too large, or the state does not allow it
 */
export function succeedExecution(draft: Draft, message: Json): void {
  const output = evaluateOutput(draft, draft.spec.output, finalContext(draft));
  checkSize("output", output, draft.world);
  moveExecution(draft, "SUCCESS", stateInfo(message));
  draft.changeExecution({ output });
  tellParent(draft, "SUCCESS");
}

/**
 * Ends the execution in ERROR, unless it is paused or has ended (Mistral 15, semantics 14.3).
 *
 * @param message for `state_info` and, with what `output-on-error` gives, for the output
 */
export function failExecution(draft: Draft, message: Json): void {
  if (draft.isOver || draft.isPaused) return;
  let text = message;
  let output: JsonMap = {};
  try {
    output = evaluateOutput(draft, draft.spec.outputOnError, finalContext(draft));
  } catch (error) {
    const clause = pythonText(draft.spec.outputOnError ?? {});
    text =
      `Failed to evaluate expression in output-on-error! (output-on-error: '${clause}', ` +
      `exception: '${faultOf(error)}' Cause: '${pythonText(message)}'`;
  }
  moveExecution(draft, "ERROR", stateInfo(text));
  const result = isTrue(text) ? fitting(pythonText(text), output, draft.world) : text;
  draft.changeExecution({ output: mergeMaps({ result }, output) });
  tellParent(draft, "ERROR");
}

/** Ends the execution as CANCELLED, unless it has ended. */
export function cancelExecution(draft: Draft, message: string | null): void {
  if (draft.isOver) return;
  moveExecution(draft, "CANCELLED", message);
  draft.changeExecution({ output: { result: message === null ? null : fitting(message, {}, draft.world) } });
  tellParent(draft, "CANCELLED");
}

/** Cancels sub-workflows at all levels; they tell their parents, whose tasks then are CANCELLED (Mistral 15, semantics 14.5). */
export function cancelChildren(draft: Draft, message: string | null): void {
  for (const { id } of draft.unfinishedChildren())
    draft.tell(id, { type: "stopRequested", state: "CANCELLED", message });
}

/**
 * Moves the execution to a state and tells listeners.
 *
 * @throws Invalid when the table of states does not allow it; a paused execution cannot succeed
 */
export function moveExecution(draft: Draft, state: ExecutionState, info: string | null): void {
  const before = draft.execution.state;
  if (!canMove(before, state) || (before === "PAUSED" && state === "SUCCESS")) {
    const { workflowName, id } = draft.execution;
    throw new Invalid(
      `Can't change workflow execution state from ${before} to ${state}. [workflow=${workflowName}, execution_id=${id}]`,
    );
  }
  const ended = isFinal(state);
  draft.changeExecution({
    state,
    stateInfo: stateInfoOf(info),
    accepted: ended,
    finishedAt: ended ? draft.world.now : null,
    ...(ended ? { backlog: null } : {}),
  });
  notifyOfExecution(draft, before, state);
}

/** An `output` that gives nothing is as good as none: the final context then is the output (Mistral 15, semantics 7.2). */
function evaluateOutput(draft: Draft, clause: Json | undefined, context: JsonMap): JsonMap {
  const output = outputPlace(draft, context).evaluate(clause ?? {});
  if (!isTrue(output)) return context;
  if (!isMap(output))
    throw new Invalid(
      `Wrong output of workflow ${draft.execution.workflowName}: a map is expected, not ${pythonText(output)}`,
    );
  return output;
}

/** A message as `state_info` holds it: a map as JSON, anything else as Python's text. */
export function stateInfo(message: Json): string | null {
  if (message === null || typeof message === "string") return message;
  return isMap(message) ? pythonJson(message) : pythonText(message);
}

function tellParent(draft: Draft, state: "SUCCESS" | "ERROR" | "CANCELLED"): void {
  const { parentExecutionId, id, stateInfo: info, output } = draft.execution;
  if (parentExecutionId === null) return;
  draft.tell(parentExecutionId, { type: "childFinished", childId: id, state, stateInfo: info, output });
}
