import {
  equals,
  isFloat,
  isInt,
  isLower,
  isNumber,
  isUpper,
  type OrderOperator,
  PyError,
  PyObject,
  PyTuple,
  isArray,
  type Value,
} from "../../python/index.ts";
import { contains, isEqual, isLess } from "../evaluation/comparison.ts";
import { binaryOperators } from "../evaluation/operators.ts";
import type { Environment, Evaluation, Operation } from "../evaluation/evaluation.ts";
import { iterate, lengthOf } from "../evaluation/iterate.ts";
import { operation } from "../evaluation/signature.ts";
import { toText } from "../evaluation/text.ts";
import { Callable, JinjaObject } from "../values/callable.ts";
import { dictGet, isDict } from "../values/dict.ts";
import { Markup, textOf } from "../html/markup.ts";
import { PyRange } from "../values/range.ts";
import { Undefined } from "../values/undefined.ts";

type Named = readonly [string, Operation];

function check(name: string, test: (value: Value, evaluation: Evaluation) => boolean, hidden = 0): Named {
  const signature = { name: `test_${name}`, parameters: ["value"], hidden };
  return [name, operation(signature, (evaluation, value) => test(value, evaluation))];
}

/** A test under several names; Python's operator functions stand behind it. */
function compares(names: readonly string[], test: (left: Value, right: Value) => boolean): Named[] {
  const [name = ""] = names;
  const applied = operation({ name, parameters: ["a", "b"], nativeWording: "expected" }, (_evaluation, left, right) =>
    test(left, right),
  );
  return names.map((each) => [each, applied]);
}

function ordered(operator: OrderOperator, ...names: string[]): Named[] {
  return compares([...names, operator], (left, right) => isLess(left, operator, right));
}

/** The 39 tests of Jinja 3.1. */
export const tests: ReadonlyMap<string, Operation> = new Map<string, Operation>([
  check("odd", (value, evaluation) => equals(remainder(value, 2, evaluation), 1)),
  check("even", (value, evaluation) => equals(remainder(value, 2, evaluation), 0)),
  [
    "divisibleby",
    operation({ name: "test_divisibleby", parameters: ["value", "num"] }, (evaluation, value, divisor) =>
      equals(remainder(value, divisor, evaluation), 0),
    ),
  ],
  check("defined", (value) => !(value instanceof Undefined)),
  check("undefined", (value) => value instanceof Undefined),
  check("filter", (value, evaluation) => isKnown(value, evaluation.environment.filters), 1),
  check("test", (value, evaluation) => isKnown(value, evaluation.environment.tests), 1),
  check("none", (value) => value === null),
  check("boolean", (value) => typeof value === "boolean"),
  check("false", (value) => value === false),
  check("true", (value) => value === true),
  check("integer", isInt),
  check("float", isFloat),
  check("lower", (value) => isLower(toText(value))),
  check("upper", (value) => isUpper(toText(value))),
  check("string", (value) => textOf(value) !== undefined),
  check("mapping", isDict),
  check("number", (value) => isNumber(value) || typeof value === "boolean"),
  check("sequence", isSequence),
  check("iterable", isIterable),
  [
    "callable",
    operation(
      { name: "callable", parameters: ["obj"], nativeWording: "exactly" },
      (_evaluation, value) => value instanceof Callable || value instanceof Undefined,
    ),
  ],
  [
    "sameas",
    operation({ name: "test_sameas", parameters: ["value", "other"] }, (_evaluation, value, other) =>
      isIdentical(value, other),
    ),
  ],
  check("escaped", (value) => value instanceof Markup),
  [
    "in",
    operation({ name: "test_in", parameters: ["value", "seq"] }, (evaluation, value, container) =>
      contains(container, value, evaluation),
    ),
  ],
  ...compares(["eq", "equalto", "=="], isEqual),
  ...compares(["ne", "!="], (left, right) => !isEqual(left, right)),
  ...ordered(">", "gt", "greaterthan"),
  ...ordered(">=", "ge"),
  ...ordered("<", "lt", "lessthan"),
  ...ordered("<=", "le"),
]);

function remainder(value: Value, divisor: Value, evaluation: Evaluation): Value {
  return binaryOperators["%"](value, divisor, evaluation);
}

function isKnown(name: Value, known: Environment["filters"]): boolean {
  const text = textOf(name);
  if (text !== undefined) return known.has(text);
  dictGet({}, name);
  return false;
}

/** Whether the value has a length and items. */
function isSequence(value: Value): boolean {
  if (value instanceof Undefined || value instanceof JinjaObject) return false;
  if (value instanceof PyObject && !(value instanceof PyTuple || value instanceof PyRange || value instanceof Markup)) {
    return isDict(value);
  }
  try {
    lengthOf(value);
    return true;
  } catch {
    return false;
  }
}

function isIterable(value: Value, evaluation: Evaluation): boolean {
  if (value instanceof Undefined) return value.isStrict ? value.fail() : true;
  try {
    iterate(value, evaluation);
    return true;
  } catch (error) {
    if (error instanceof PyError && error.pyClass === "TypeError") return false;
    throw error;
  }
}

/** Python's `is`: small ints and texts are shared, so equal ones of the same class are the same. */
function isIdentical(value: Value, other: Value): boolean {
  if (value === other) return true;
  return isArray(value) || isArray(other) ? false : value instanceof PyTuple && value.items.length === 0;
}
