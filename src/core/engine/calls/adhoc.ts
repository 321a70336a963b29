import { isMap, type Json, type JsonMap } from "../../base/index.ts";
import { evaluateRecursively, ExpressionError } from "../../expressions/index.ts";
import type { MistralFunctions } from "../../expressions/index.ts";
import type { ActionRecord } from "../../model/index.ts";
import type { World } from "../world.ts";
import { cannotInstantiate, systemInputFault, type AdhocAction, type PreparedAction } from "./action-input.ts";
import { Invalid } from "./invalid.ts";
import { inputFault, withDefaults } from "./parameters.ts";

const className = "mistral.actions.adhoc.AdHocAction";

/**
 * Evaluates a `base-input`.
 *
 * @param own the input of the ad-hoc action itself
 * @throws ExpressionError
 */
export type EvaluateBaseInput = (baseInput: JsonMap, own: JsonMap) => Json;

/**
 * Follows an ad-hoc action down to the system action that it stands on, rewriting the input at each level.
 *
 * @param name the full name of the outermost action
 * @throws Invalid for input that does not fit, a missing base, a circle of bases or an error in `base-input` (Mistral 15,
 * semantics 12.8)
 */
export function resolveAdhoc(
  world: World,
  name: string,
  outermost: AdhocAction,
  given: JsonMap,
  evaluate: EvaluateBaseInput,
): PreparedAction {
  const fault = inputFault(outermost.spec.input, given, name, className);
  if (fault !== undefined) throw new Invalid(fault);
  const input = withDefaults(outermost.spec.input, given);
  const adhoc = [name];
  let action = outermost;
  let inner = input;
  for (;;) {
    const base = action.spec.base;
    const baseInput = baseInputOf(action, inner, evaluate);
    const definition = adhoc.includes(base) ? undefined : world.findAction(base, outermost.namespace);
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
export function applyOutputs(world: World, functions: MistralFunctions, action: ActionRecord, result: Json): Json {
  let value = result;
  for (const name of action.run.adhoc.toReversed()) {
    const definition = world.findAction(name, action.workflowNamespace);
    if (definition?.type !== "adhoc" || definition.spec.output === undefined) continue;
    value = evaluateRecursively(definition.spec.output, { data: value, functions });
  }
  return value;
}

function baseInputOf(action: AdhocAction, own: JsonMap, evaluate: EvaluateBaseInput): JsonMap | undefined {
  try {
    const input = evaluate(action.spec.baseInput, own);
    return isMap(input) ? input : undefined;
  } catch (error) {
    if (error instanceof ExpressionError) return undefined;
    throw error;
  }
}
