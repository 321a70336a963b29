import type { Value } from "../../python/index.ts";
import { isPlainMap, keyError, PyIterator, pyRepr } from "../../python/index.ts";
import { isIterable } from "../registry/types.ts";
import type { Context } from "../runtime/context.ts";
import type { Argument } from "../runtime/expression.ts";
import { Expression } from "../runtime/expression.ts";
import { dictGet, isDict } from "../runtime/views.ts";
import { noMatch } from "./error.ts";

/** What the right side of a dot does with the value of the left side. */
export type Access = (value: Value, context: Context) => Value;

/**
 * Reads the right side of a dot: a call is a method, a bare word a key or property.
 *
 * @returns undefined when it is anything else
 */
export function accessOf(right: Argument): Access | undefined {
  if (!(right instanceof Expression)) return undefined;
  if (right.callOn !== undefined) return right.callOn;
  return right.node.type === "keyword" ? attribute(right.node.name) : undefined;
}

/** @throws PyError NoMatchingFunctionException */
export function noAccess(): never {
  throw noMatch({ name: "#operator_.", receiver: undefined });
}

function attribute(name: string): Access {
  return (value, context) => {
    if (isPlainMap(value) && Object.hasOwn(value, name)) return value[name] as Value;
    return attributeOf(value, name, context);
  };
}

/**
 * `value.name`: of a dict the value of the key, of a collection lazily the attribute of each item, else a property.
 *
 * @throws PyError KeyError; NoFunctionRegisteredException when nothing has such a property
 */
export function attributeOf(value: Value, name: string, context: Context): Value {
  if (isDict(value)) {
    const found = dictGet(value, name);
    if (found === undefined) throw keyError(pyRepr(name, "tuple"));
    return found;
  }
  const { meter, library } = context.evaluation;
  if (!isIterable(value)) return library.callFunction(context, `#property#${name}`, [value]);
  const source = value[Symbol.iterator]();
  const next = (): IteratorResult<Value> => {
    meter.step();
    const step = source.next();
    return step.done === true ? step : { done: false, value: attributeOf(step.value, name, context) };
  };
  return new PyIterator({ next }, "map");
}
