import type { Value } from "../../python/index.ts";
import { PyDict } from "../../python/index.ts";
import type { Context } from "../runtime/context.ts";
import type { Argument } from "../runtime/expression.ts";
import { Expression, RuleExpression } from "../runtime/expression.ts";
import { OperatorSite } from "./operator-site.ts";

/** `[a, b]` */
export function compileList(args: readonly Argument[]): (context: Context) => Value {
  const site = new OperatorSite("#list", args);
  if (args.some((arg) => arg instanceof RuleExpression)) return (context) => site.call(context);
  const items = args.map(evaluation);
  return (context) => {
    if (site.isShadowed(context)) return site.call(context);
    context.evaluation.meter.walk(items.length + 1);
    return items.map((evaluate) => evaluate(context));
  };
}

/** `{a => b}` */
export function compileMap(args: readonly Argument[]): (context: Context) => Value {
  const site = new OperatorSite("#map", args);
  const rules = args.filter((arg) => arg instanceof RuleExpression);
  if (rules.length < args.length) return (context) => site.call(context);
  return (context) => {
    if (site.isShadowed(context)) return site.call(context);
    context.evaluation.meter.walk(rules.length + 1);
    const pairs = rules.map(({ source, destination }): [Value, Value] => [
      source.evaluate(context),
      destination.evaluate(context),
    ]);
    return new PyDict("tuple", pairs, true);
  };
}

function evaluation(arg: Argument): (context: Context) => Value {
  return arg instanceof Expression ? arg.evaluate : () => arg;
}
