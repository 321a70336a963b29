import type { Json, JsonMap } from "../../base/index.ts";
import { pythonRepr } from "../../expressions/index.ts";
import type { ParameterSpec } from "../../language/index.ts";
import { setKey } from "../data/maps.ts";

/**
 * Compares what was given with what is declared.
 *
 * @param parameters the declared inputs
 * @param input what was given; null counts as given
 * @param name as the message shows it
 * @param className the class that Mistral names
 * @returns Mistral's message, or undefined when all is well
 */
export function inputFault(
  parameters: readonly ParameterSpec[],
  input: JsonMap,
  name: string,
  className: string,
): string | undefined {
  const declared = new Set(parameters.map((parameter) => parameter.name));
  const missing = parameters.filter((p) => p.required && !Object.hasOwn(input, p.name)).map((p) => p.name);
  const unexpected = Object.keys(input).filter((key) => !declared.has(key));
  if (missing.length === 0 && unexpected.length === 0) return undefined;
  const parts = [
    ...(missing.length > 0 ? [`missing=${pythonRepr(missing)}`] : []),
    ...(unexpected.length > 0 ? [`unexpected=${pythonRepr(unexpected)}`] : []),
  ];
  return `Invalid input [name=${name}, class=${className}, ${parts.join(", ")}]`;
}

/** The input with the defaults of what was not given. Defaults are taken as they stand (Mistral 15, semantics 3.2). */
export function withDefaults(parameters: readonly ParameterSpec[], input: JsonMap): JsonMap {
  const result: Record<string, Json> = { ...input };
  for (const parameter of parameters) {
    if (!parameter.required && !Object.hasOwn(input, parameter.name)) setKey(result, parameter.name, parameter.default);
  }
  return result;
}
