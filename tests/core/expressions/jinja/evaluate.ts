import type { Json } from "../../../../src/core/base/index.ts";
import { type Budget, evaluateValue, ExpressionError, notationOf } from "../../../../src/core/expressions/index.ts";
import { functions } from "../yaql/evaluate.ts";

/**
 * Evaluates a text as a workflow does.
 *
 * @returns the result in the notation of the recorded cases
 */
export function evaluate(text: string, data: Json = {}, budget?: Budget): Json {
  return notationOf(evaluateValue(text, { data, functions, ...(budget === undefined ? {} : { budget }) }));
}

/** What comes out of a text: its result, or `Class: text` of the failure. */
export function outcome(text: string, data: Json = {}, budget?: Budget): Json {
  try {
    return evaluate(text, data, budget);
  } catch (error) {
    if (error instanceof ExpressionError) return `${error.causeClass}: ${error.detail}`;
    throw error;
  }
}
