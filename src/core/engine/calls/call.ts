import { isMap, type Json, type JsonMap } from "../../base/index.ts";
import { isTrue, pythonText } from "../../expressions/index.ts";
import type { TaskSpec } from "../../language/index.ts";
import type { TaskRecord } from "../../model/index.ts";
import { checkSize } from "../data/field-size.ts";
import { mergeMaps } from "../data/maps.ts";
import { targetPlace, taskPlace, type Place } from "../data/scope.ts";
import type { Layer } from "../data/view.ts";
import type { Draft } from "../state/draft.ts";
import { prepareAction, startAction } from "./action.ts";
import { Invalid } from "./invalid.ts";
import { pythonClass } from "./python-type.ts";
import { prepareChild } from "./sub-workflow.ts";

/** An action or sub-workflow of a task, ready to be started: nothing can fail any more. */
export interface PreparedCall {
  readonly start: () => void;
}

/**
 * Works out what a task, or one item of it, is to run.
 *
 * @param index place among the items, 0 without items
 * @param item the variables of the item
 * @throws Invalid, ExpressionError
 */
export function prepareCall(draft: Draft, task: TaskRecord, index: number, item?: Layer): PreparedCall {
  const spec = draft.specOf(task);
  const place = taskPlace(draft, task);
  const input = inputOf(draft, task, spec, item === undefined ? place : taskPlace(draft, task, item));
  const target = spec.target === undefined ? null : targetPlace(draft, task, input).evaluate(spec.target);
  const name = place.evaluate(spec.call.name);
  if (spec.call.kind === "workflow") {
    const child = prepareChild(draft, task, pythonText(name), input, index);
    return once(draft, () => draft.startChild(child));
  }
  const action = prepareAction(draft, task, isTrue(name) ? pythonText(name) : "std.noop", input);
  checkSize("input", action.input, draft.world);
  return once(draft, () => startAction(draft, task, action, index, target));
}

/** Every start counts as a step of the decision. */
function once(draft: Draft, start: () => void): PreparedCall {
  return {
    start() {
      start();
      draft.stepsLeft -= 1;
    },
  };
}

function inputOf(draft: Draft, task: TaskRecord, spec: TaskSpec, place: Place): JsonMap {
  const input = isTrue(spec.input) ? place.evaluate(spec.input) : {};
  if (!isMap(input)) {
    const found = `Actual type: ${pythonClass(input)}. Actual value: ${pythonText(input)}`;
    throw new Invalid(`Wrong dynamic input for task: ${task.name}. Dict type is expected. ${found}`);
  }
  const defaults = spec.call.kind === "action" ? actionDefaults(draft, spec.call.name) : {};
  return mergeMaps(defaults, input);
}

/** `__actions` of the execution's own environment, by the action name as written (Mistral 15, semantics 12.5). */
function actionDefaults(draft: Draft, name: string): JsonMap {
  return mapIn(mapIn(draft.execution.params["env"], "__actions"), name);
}

function mapIn(value: Json | undefined, key: string): JsonMap {
  const inner = value !== undefined && isMap(value) && Object.hasOwn(value, key) ? value[key] : undefined;
  return inner !== undefined && isMap(inner) ? inner : {};
}
