import { isMap, type Json, type JsonMap } from "../../base/index.ts";
import { evaluateRecursively, ExpressionError } from "../../expressions/index.ts";
import type { ActionRecord, TaskRecord } from "../../model/index.ts";
import { Functions } from "../data/functions.ts";
import { baseInputPlace } from "../data/scope.ts";
import type { Draft } from "../state/draft.ts";
import { cannotInstantiate, systemInputFault, type AdhocAction, type PreparedAction } from "./action-input.ts";
import { Invalid } from "./invalid.ts";
import { inputFault, withDefaults } from "./parameters.ts";

const className = "mistral.actions.adhoc.AdHocAction";

/**
 * Follows an ad-hoc action down to the system action that it stands on, rewriting the input at each level.
 *
 * @param name the full name of the outermost action
 * @throws Invalid for input that does not fit, a missing base, a circle of bases or an error in `base-input` (Mistral 15,
 * semantics 12.8)
 */
export function resolveAdhoc(
  draft: Draft,
  task: TaskRecord,
  name: string,
  outermost: AdhocAction,
  given: JsonMap,
): PreparedAction {
  const fault = inputFault(outermost.spec.input, given, name, className);
  if (fault !== undefined) throw new Invalid(fault);
  const input = withDefaults(outermost.spec.input, given);
  const adhoc = [name];
  let action = outermost;
  let inner = input;
  for (;;) {
    const base = action.spec.base;
    const baseInput = evaluateBaseInput(draft, task, action, inner);
    const definition = adhoc.includes(base) ? undefined : draft.world.findAction(base, outermost.namespace);
    if (definition === undefined || baseInput === undefined) throw cannotInstantiate(name, input);
    if (definition.type === "system") {
      if (systemInputFault(definition, baseInput) !== undefined) throw cannotInstantiate(name, input);
      return { name, input, system: definition, systemInput: baseInput, adhoc };
    }
    adhoc.push(base);
    action = definition;
    inner = withDefaults(definition.spec.input, baseInput);
  }
}

/**
 * What an ad-hoc action makes of the result of its base: the `output` clauses, innermost first. A result that is false for
 * Python leaves a clause unevaluated (Mistral 15, semantics 12.6).
 *
 * @param result the base's result
 * @throws ExpressionError
 */
export function applyOutputs(draft: Draft, action: ActionRecord, result: Json): Json {
  let value = result;
  for (const name of action.run.adhoc.toReversed()) {
    const definition = draft.world.findAction(name, action.workflowNamespace);
    if (definition?.type !== "adhoc" || definition.spec.output === undefined) continue;
    value = evaluateRecursively(definition.spec.output, { data: value, functions: new Functions(draft, undefined) });
  }
  return value;
}

function evaluateBaseInput(draft: Draft, task: TaskRecord, action: AdhocAction, own: JsonMap): JsonMap | undefined {
  try {
    const input = baseInputPlace(draft, task, own).evaluate(action.spec.baseInput);
    return isMap(input) ? input : undefined;
  } catch (error) {
    if (error instanceof ExpressionError) return undefined;
    throw error;
  }
}
