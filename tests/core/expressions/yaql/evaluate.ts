import type { Json } from "../../../../src/core/base/index.ts";
import type { Budget, MistralFunctions } from "../../../../src/core/expressions/index.ts";
import { notationOf } from "../../../../src/core/expressions/notation.ts";
import { PyError } from "../../../../src/core/expressions/python/index.ts";
import { compile } from "../../../../src/core/expressions/yaql/index.ts";

/** Mistral's functions without anything behind them; the clock stands and chance has no choice. */
export const functions: MistralFunctions = {
  env: () => undefined,
  execution: () => undefined,
  task: () => undefined,
  tasks: () => [],
  executions: () => [],
  global: () => undefined,
  uuid: () => "c2f1b2a0-7a3e-4d0c-9a53-0f4f6d5f3b11",
  now: () => Date.UTC(2026, 10, 24, 12, 30, 15, 250),
  random: () => 0.5,
};

/**
 * Evaluates an expression.
 *
 * @returns the result in the notation of the recorded cases
 */
export function evaluate(source: string, data: Json = {}, budget?: Budget): Json {
  return notationOf(compile(source).evaluate({ data, functions, ...(budget === undefined ? {} : { budget }) }));
}

/** What comes out of an expression as one line: the result as JSON, or `Class: text` of the failure. */
export function outcome(source: string, data: Json = {}, budget?: Budget): string {
  try {
    return JSON.stringify(evaluate(source, data, budget));
  } catch (error) {
    if (error instanceof PyError) return `${error.pyClass}: ${error.message}`;
    throw error;
  }
}
