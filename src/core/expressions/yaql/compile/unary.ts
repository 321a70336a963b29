import type { Value } from "../../python/index.ts";
import { isTrue, negate } from "../../python/index.ts";
import type { Context } from "../runtime/context.ts";
import type { Expression } from "../runtime/expression.ts";
import { library } from "./library.ts";
import { OperatorSite } from "./operator-site.ts";

/**
 * A sign or `not`.
 *
 * @param operator as it is written
 */
export function compileUnary(operator: string, operand: Expression): (context: Context) => Value {
  const name = `#unary_operator_${operator}`;
  const site = new OperatorSite(name, [operand]);
  if (site.isHopeless) return (context) => site.call(context);
  return (context) => {
    if (site.isShadowed(context)) return site.call(context);
    context.evaluation.meter.step();
    const value = operand.evaluate(context);
    if (operator === "not") return !isTrue(value);
    if (typeof value === "number") return operator === "-" ? negate(value) : value;
    return library.callFunction(context, name, [value]);
  };
}
