import { isMap, type Json, type JsonMap } from "../../base/index.ts";
import { evaluateDeep, isTrue, pythonText, type MistralFunctions } from "../../expressions/index.ts";
import type { World } from "../world.ts";
import { pythonClass } from "./python-type.ts";
import { Invalid } from "./invalid.ts";

/**
 * The environment of an execution: a stored one or the given map, its expressions evaluated, each against the unevaluated
 * environment (Mistral 15, semantics 3.5).
 *
 * @param params start parameters; `env` is looked at, and `evaluate_env`
 * @param functions what expressions in it see beside `env()`
 * @throws Invalid, ExpressionError
 */
export function environmentOf(params: JsonMap, functions: MistralFunctions, world: World): JsonMap {
  const given = Object.hasOwn(params, "env") ? (params["env"] ?? null) : null;
  if (!isTrue(given)) return {};
  const variables = stored(given, world);
  if (Object.hasOwn(params, "evaluate_env") && !isTrue(params["evaluate_env"] ?? null)) return variables;
  const unevaluated: MistralFunctions = Object.assign(Object.create(functions) as MistralFunctions, {
    env: () => variables,
  });
  const evaluated = evaluateDeep(variables, { data: { __env: variables }, functions: unevaluated });
  return isMap(evaluated) ? evaluated : {};
}

function stored(given: Json, world: World): JsonMap {
  if (isMap(given)) return given;
  if (typeof given !== "string") {
    throw new Invalid(`Unexpected value type for environment [env=${pythonText(given)}, type=${pythonClass(given)}]`);
  }
  const variables = world.findEnvironment(given);
  if (variables === undefined) throw new Invalid(`Environment is not found: ${given}`);
  return variables;
}
