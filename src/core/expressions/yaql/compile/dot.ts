import type { Value } from "../../python/index.ts";
import { accessOf, noAccess } from "../resolution/access.ts";
import { noMatch } from "../resolution/error.ts";
import type { Context } from "../runtime/context.ts";
import type { Expression } from "../runtime/expression.ts";
import { noValue } from "../runtime/special-values.ts";
import { OperatorSite } from "./operator-site.ts";

/** `a.b`, `a.f()`; `a?.b` and `a?.f()` are null when `a` is. */
export function compileDot(operator: string, left: Expression, right: Expression): (context: Context) => Value {
  const site = new OperatorSite(`#operator_${operator}`, [left, right]);
  const access = accessOf(right);
  if (access === undefined && operator === ".") return (context) => site.call(context);
  const guardsNull = operator === "?.";
  return (context) => {
    if (site.isShadowed(context)) return site.call(context);
    context.evaluation.meter.step();
    const value = left.evaluate(context);
    if (value === noValue) throw noMatch({ name: `#operator_${operator}`, receiver: undefined });
    return guardsNull && value === null ? null : (access ?? noAccess)(value, context);
  };
}
