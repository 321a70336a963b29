import type { Json, JsonMap } from "../core/base/index.ts";
import { checkTemplate, evaluateDeep, isExpression, isTrue, type MistralFunctions } from "../core/expressions/index.ts";
import type { Clock } from "./clock.ts";
import type { Chance } from "./lanes/world.ts";

/** Expressions upon data that belongs to no execution: an event, say. */
export interface OutsideExpressions {
  /** What is wrong with a text that is to be an expression; undefined when nothing is. */
  readonly problemOf: (text: string) => string | undefined;
  /** Evaluates all expressions in a value. @throws ExpressionError when one fails, or goes beyond its limits */
  readonly evaluate: (value: Json, data: JsonMap) => Json;
  /** Whether an expression is true in Python's sense. @throws ExpressionError as {@link evaluate} */
  readonly holds: (expression: string, data: JsonMap) => boolean;
}

/** Expressions in which `task()`, `execution()` and the like find nothing. */
export function outsideExpressions(clock: Pick<Clock, "now">, chance: Chance): OutsideExpressions {
  const functions: MistralFunctions = {
    env: () => undefined,
    execution: () => undefined,
    task: () => undefined,
    tasks: () => [],
    executions: () => [],
    global: () => undefined,
    uuid: () => chance.newId(),
    now: () => clock.now(),
    random: () => chance.random(),
  };
  const evaluate = (value: Json, data: JsonMap): Json => evaluateDeep(value, { data, functions });
  return {
    problemOf(text) {
      if (!isExpression(text)) return "it must be an expression such as <% $.payload.state = 'error' %>";
      return checkTemplate(text).find(({ severity }) => severity === "error")?.message;
    },
    evaluate,
    holds(expression, data) {
      const value = evaluate(expression, data);
      return isTrue(value);
    },
  };
}
