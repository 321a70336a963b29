import type { Value } from "../../python/index.ts";
import { isArray, isPlainMap } from "../../python/index.ts";
import type { Context } from "../runtime/context.ts";
import type { Argument } from "../runtime/expression.ts";
import { Expression } from "../runtime/expression.ts";
import { library } from "./library.ts";
import { OperatorSite } from "./operator-site.ts";

/**
 * `x[i]`, `x[key]`, `x[key, default]`.
 *
 * @param args what is indexed, and the arguments
 */
export function compileIndex(args: readonly Argument[]): (context: Context) => Value {
  const site = new OperatorSite("#indexer", args);
  const [target, key] = args;
  if (
    site.isHopeless ||
    args.length !== 2 ||
    !(target instanceof Expression) ||
    !(key instanceof Expression) ||
    key.node.type === "rule"
  ) {
    return (context) => site.call(context);
  }
  return (context) => {
    if (site.isShadowed(context)) return site.call(context);
    context.evaluation.meter.step();
    const value = target.evaluate(context);
    const index = key.evaluate(context);
    return direct(value, index) ?? library.callFunction(context, "#indexer", [value, index]);
  };
}

function direct(value: Value, index: Value): Value | undefined {
  if (typeof index === "number" && isArray(value)) return value[index < 0 ? value.length + index : index];
  if (typeof index === "string" && isPlainMap(value) && Object.hasOwn(value, index)) return value[index];
  return undefined;
}
