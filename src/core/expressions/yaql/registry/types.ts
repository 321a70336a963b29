import type { Num, Value } from "../../python/index.ts";
import { isArray, isInt, isNumber, PyDict, PyIterator, PyList, PyObject, PySet } from "../../python/index.ts";
import { Context } from "../runtime/context.ts";
import { Ordered } from "../runtime/ordered.ts";
import { RuleValue } from "../runtime/special-values.ts";
import type { Dict } from "../runtime/views.ts";
import { isDict, isSetLike, SetView, ValuesView } from "../runtime/views.ts";
import type { ParameterType } from "./parameter.ts";

/** What can be walked: an `iterable` argument. Whatever is neither a list nor a set has become a one-pass iterator. */
export type Collection = readonly Value[] | PyList | PySet | SetView | PyIterator;

/** A list of either kind. */
export type Sequence = readonly Value[] | PyList;

interface Shape<T> {
  readonly label: string;
  readonly accepts: (value: Value) => boolean;
  readonly classes: readonly string[];
  readonly convert?: (value: Value, context: Context) => T;
}

/** A type of evaluated arguments: `convert` never meets an expression. */
function valueType<T>({ convert, ...shape }: Shape<T>): ParameterType<T> {
  const type = { passing: "value" as const, nullable: false, ...shape };
  if (convert === undefined) return type;
  return { ...type, convert: (argument, context) => convert(argument as Value, context) };
}

/** The same type, with null accepted. */
export function nullable<T>(type: ParameterType<T>): ParameterType<T | null> {
  return { ...type, label: `${type.label}?`, nullable: true };
}

/** Instances of one class. */
export function instance<T extends PyObject>(
  label: string,
  type: abstract new (...args: never[]) => T,
): ParameterType<T> {
  return valueType({ label, accepts: (value) => value instanceof type, classes: [label, "object"] });
}

/** Anything but null. */
export const notNull: ParameterType<Value> = valueType({ label: "any", accepts: () => true, classes: ["object"] });

/** Anything. */
export const any: ParameterType<Value> = { ...notNull, nullable: true };

/** Only null. */
export const nothing: ParameterType<null> = {
  ...valueType<null>({ label: "null", accepts: () => false, classes: ["NoneType", "object"] }),
  nullable: true,
};

export const string: ParameterType<string> = valueType({
  label: "string",
  accepts: (value) => typeof value === "string",
  classes: ["str", "Sequence", "Iterable", "object"],
});

/** An int where Python asks for a bare `int`: true and false are accepted, and count as 1 and 0. */
export const int: ParameterType<number | bigint> = valueType({
  label: "int",
  accepts: (value) => isInt(value) || typeof value === "boolean",
  classes: ["int", "object"],
  convert: (value) => (typeof value === "boolean" ? Number(value) : (value as number | bigint)),
});

/** As {@link int}, but a bool stays what it is. */
export const intOrBool: ParameterType<number | bigint | boolean> = valueType({
  label: "int",
  accepts: int.accepts,
  classes: int.classes,
});

/** An int that is no bool. */
export const strictInt: ParameterType<number | bigint> = valueType({
  label: "integer",
  accepts: isInt,
  classes: int.classes,
});

/** An int or a float that is no bool. */
export const number: ParameterType<Num> = valueType({
  label: "number",
  accepts: isNumber,
  classes: ["number", "object"],
});

export const bool: ParameterType<boolean> = valueType({
  label: "bool",
  accepts: (value) => typeof value === "boolean",
  classes: ["bool", "int", "object"],
});

/** Whether the value is a list of either kind. */
export function isSequence(value: Value): value is Sequence {
  return isArray(value) || value instanceof PyList;
}

/** Whether the value can be walked and is neither a string nor a dict. */
export function isIterable(value: Value): value is Collection | Ordered | ValuesView {
  if (isArray(value)) return true;
  return (
    value instanceof PyObject &&
    (value instanceof PyIterator ||
      value instanceof PyList ||
      value instanceof PySet ||
      value instanceof SetView ||
      value instanceof ValuesView ||
      value instanceof Ordered)
  );
}

/** A list, set, view or iterator; not a string, not a dict. */
export const iterable: ParameterType<Collection> = valueType({
  label: "iterable",
  accepts: isIterable,
  classes: ["Iterable", "object"],
  convert: (value, context) => counted(value, context),
});

/** An iterable that is no set. */
export const orderedIterable: ParameterType<Collection> = {
  ...iterable,
  accepts: (value) => isIterable(value) && !isSetLike(value),
};

/** A one-pass iterator. */
export const iterator: ParameterType<PyIterator> = instance("iterator", PyIterator);

/** A list. */
export const sequence: ParameterType<Sequence> = valueType({
  label: "list",
  accepts: isSequence,
  classes: ["Sequence", "Iterable", "object"],
});

export const dict: ParameterType<Dict> = valueType({
  label: "dict",
  accepts: isDict,
  classes: ["Mapping", "Iterable", "object"],
});

/** A set, `keys()` or `items()`. */
export const set: ParameterType<PySet | SetView> = valueType({
  label: "set",
  accepts: isSetLike,
  classes: ["Set", "Iterable", "object"],
});

/** The result of `orderBy`. */
export const ordered: ParameterType<Ordered> = instance("ordered", Ordered);

/** A context, as `let` gives it. */
export const contextValue: ParameterType<Context> = instance("context", Context);

/** An evaluated pair `a => b`. */
export const ruleValue: ParameterType<RuleValue> = instance("rule", RuleValue);

/** The items of a collection, each counted when it is pulled; an iterator is consumed. */
function counted(value: Value, context: Context): Collection {
  const { meter } = context.evaluation;
  if (isArray(value)) {
    meter.walk(value.length);
    return value;
  }
  if (value instanceof PyList) {
    meter.walk(value.items.length);
    return value;
  }
  if (isSetLike(value)) {
    meter.walk(value.size);
    return value;
  }
  const source = (value as PyIterator | Ordered | ValuesView)[Symbol.iterator]();
  return new PyIterator({
    next: () => {
      meter.step();
      return source.next();
    },
  });
}

/** A dict that an expression makes out of others: any keys, and itself a possible key. */
export function frozenDict(entries: Iterable<readonly [Value, Value]>): PyDict {
  return new PyDict("tuple", entries, true);
}
