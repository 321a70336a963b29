import type { Value } from "../../python/index.ts";
import { isPlainMap, keyError, PyIterator, pyRepr } from "../../python/index.ts";
import { isIterable } from "../registry/types.ts";
import { noMatch } from "../resolution/error.ts";
import type { Context } from "../runtime/context.ts";
import type { Expression } from "../runtime/expression.ts";
import { dictGet, isDict } from "../runtime/views.ts";
import { OperatorSite } from "./operator-site.ts";

/** `a.b`, `a.f()`; `a?.b` and `a?.f()` are null when `a` is. */
export function compileDot(operator: string, left: Expression, right: Expression): (context: Context) => Value {
  const site = new OperatorSite(`#operator_${operator}`, [left, right]);
  if (site.isHopeless) return (context) => site.call(context);
  const access = compileAccess(right);
  const guardsNull = operator === "?.";
  return (context) => {
    if (site.isShadowed(context)) return site.call(context);
    context.evaluation.meter.step();
    const value = left.evaluate(context);
    return guardsNull && value === null ? null : access(value, context);
  };
}

function compileAccess(right: Expression): (value: Value, context: Context) => Value {
  if (right.callOn !== undefined) return right.callOn;
  if (right.node.type !== "keyword") {
    return () => {
      throw noMatch({ name: "#operator_.", receiver: undefined });
    };
  }
  const { name } = right.node;
  return (value, context) => {
    if (isPlainMap(value) && Object.hasOwn(value, name)) return value[name] as Value;
    return property(value, name, context);
  };
}

/** The value of a key; of a collection that of each item, lazily; of a datetime or timespan a property. */
export function property(value: Value, name: string, context: Context): Value {
  if (isDict(value)) {
    const found = dictGet(value, name);
    if (found === undefined) throw keyError(pyRepr(name, "tuple"));
    return found;
  }
  const { meter, library } = context.evaluation;
  if (isIterable(value)) {
    const source = value[Symbol.iterator]();
    const next = (): IteratorResult<Value> => {
      meter.step();
      const step = source.next();
      return step.done === true ? step : { done: false, value: property(step.value, name, context) };
    };
    return new PyIterator({ next }, "map");
  }
  return library.callFunction(context, `#property#${name}`, [value]);
}
