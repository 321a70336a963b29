import type { Value } from "../../python/index.ts";
import type { Evaluation, Operation } from "../evaluation/evaluation.ts";
import { operation, type ParameterSpec } from "../evaluation/signature.ts";

export type NamedFilter = readonly [name: string, Operation];

/** How a filter is called in Python's errors, where that is not `do_` and its name. */
interface Wording {
  readonly function?: string;
  /** Arguments that Jinja itself passes in front. */
  readonly hidden?: number;
  /** Whether it is written in C, which words its errors differently. */
  readonly isNative?: boolean;
}

/**
 * Makes a filter.
 *
 * @param name its name
 * @param parameters its parameters; the first is what is piped in
 * @param run gets one value for each parameter
 */
export function filter(
  name: string,
  parameters: readonly ParameterSpec[],
  run: (evaluation: Evaluation, ...values: Value[]) => Value,
  wording: Wording = {},
): NamedFilter {
  const signature = { name: wording.function ?? `do_${name}`, parameters, hidden: wording.hidden ?? 0 };
  return [name, operation(wording.isNative === true ? { ...signature, nativeWording: "exactly" } : signature, run)];
}
