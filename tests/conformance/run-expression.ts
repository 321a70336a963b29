import type { Json, JsonMap } from "../../src/core/base/index.ts";
import { isMap } from "../../src/core/base/index.ts";
import type { MistralFunctions } from "../../src/core/expressions/index.ts";
import {
  checkTemplate,
  evaluateRecursively,
  evaluateValue,
  ExpressionError,
  notationOf,
} from "../../src/core/expressions/index.ts";
import type { ExpressionCase } from "./expression-case.ts";
import { isSameValue } from "./same-value.ts";

/** Causes that are compared by name; of the others it counts only that there was one. */
const comparedCause = /^(Yaql(Grammar|Lexical)Exception|No.*Exception|KeyError)$/;

/**
 * Runs a recorded case as a workflow would evaluate the text.
 *
 * @returns undefined when the outcome is the recorded one, else what came instead
 */
export function differenceOf(recorded: ExpressionCase): string | undefined {
  let actual: Json;
  try {
    actual = run(recorded);
  } catch (error) {
    if (!(error instanceof ExpressionError)) return `crashed: ${String(error)}`;
    if (recorded.cause === undefined) return `failed: ${error.causeClass}: ${error.detail}`;
    const mustAgree = comparedCause.test(recorded.cause);
    return mustAgree && error.causeClass !== recorded.cause ? `failed otherwise: ${error.causeClass}` : undefined;
  }
  if (recorded.result === undefined) return `should fail with ${recorded.cause ?? "an error"}`;
  return isSameValue(recorded.result, actual) ? undefined : "another result";
}

/**
 * Asks the check of a definition about a recorded case.
 *
 * @returns undefined when it accepts and refuses what Mistral does, or when Mistral was not asked
 */
export function checkDifferenceOf({ expr, valid }: ExpressionCase): string | undefined {
  if (valid === undefined || typeof expr !== "string") return undefined;
  const errors = checkTemplate(expr).filter(({ severity }) => severity === "error");
  if ((errors.length === 0) === valid) return undefined;
  return valid ? `refused: ${errors.map(({ message }) => message).join(", ")}` : "accepted";
}

function run({ expr, data, isRecursive }: ExpressionCase): Json {
  const scope = { data, functions: functionsOf(data) };
  if (isRecursive) return evaluateRecursively(expr, scope);
  return typeof expr === "string" ? notationOf(evaluateValue(expr, scope)) : expr;
}

/** Mistral's functions as far as the data of a case tells; there is no database behind them. */
function functionsOf(data: Json): MistralFunctions {
  const member = (key: string): JsonMap | undefined => {
    const value = isMap(data) ? data[key] : undefined;
    return value !== undefined && isMap(value) ? value : undefined;
  };
  return {
    env: () => member("__env"),
    execution: () => member("__execution"),
    task: () => member("__task_execution"),
    tasks: () => [],
    executions: () => [],
    global: () => undefined,
    uuid: () => "c2f1b2a0-7a3e-4d0c-9a53-0f4f6d5f3b11",
    now: () => Date.UTC(2026, 10, 24, 12, 30, 15, 250),
    random: () => 0.5,
  };
}
