import {
  equals,
  isArray,
  isOrdered,
  isSame,
  type OrderOperator,
  PyIterator,
  PyObject,
  PySet,
  PyTuple,
  typeError,
  typeName,
  type Value,
} from "../../python/index.ts";
import type { CompareOperator } from "../syntax/nodes.ts";
import { DictView } from "../values/dict-view.ts";
import { dictGet, isDict } from "../values/dict.ts";
import { Markup, textOf } from "../html/markup.ts";
import { PyRange } from "../values/range.ts";
import { Undefined } from "../values/undefined.ts";
import { arrays, type Evaluation } from "./evaluation.ts";
import { iterate } from "./iterate.ts";

/**
 * One comparison of a chain.
 *
 * @throws PyError TypeError where Python has no such comparison
 */
export function compareWith(operator: CompareOperator, left: Value, right: Value, evaluation: Evaluation): boolean {
  switch (operator) {
    case "==":
      return isEqual(left, right);
    case "!=":
      return !isEqual(left, right);
    case "in":
      return contains(right, left, evaluation);
    case "not in":
      return !contains(right, left, evaluation);
    default:
      return isLess(left, operator, right);
  }
}

/** Python's `==`; what is undefined fails on either side. */
export function isEqual(left: Value, right: Value): boolean {
  return right instanceof Undefined && right.isStrict ? right.fail() : equals(left, right);
}

/** Python's `<`, `<=`, `>` and `>=`; markup counts as the text it is. */
export function isLess(left: Value, operator: OrderOperator, right: Value): boolean {
  if (left instanceof Undefined) left.fail();
  if (right instanceof Undefined) right.fail();
  return isOrdered(plain(left), operator, plain(right), arrays);
}

/**
 * Python's `value in container`.
 *
 * @throws PyError TypeError when the container is none
 */
export function contains(container: Value, value: Value, evaluation: Evaluation): boolean {
  const text = textOf(container);
  if (text !== undefined) return text.includes(needle(value));
  if (isArray(container)) return containsItem(container, value, evaluation);
  if (isDict(container)) return dictGet(container, value) !== undefined;
  if (container instanceof PyTuple) return containsItem(container.items, value, evaluation);
  if (container instanceof PySet || container instanceof DictView) return container.has(value);
  if (container instanceof PyRange) return container.indexOf(value) !== -1;
  if (container instanceof Undefined) return container.isStrict ? container.fail() : false;
  if (container instanceof PyIterator || (container instanceof PyObject && Symbol.iterator in container)) {
    for (const each of iterate(container, evaluation)) if (isSame(each, value)) return true;
    return false;
  }
  throw typeError(`argument of type '${typeName(container, arrays)}' is not iterable`);
}

function containsItem(items: readonly Value[], value: Value, evaluation: Evaluation): boolean {
  evaluation.meter.walk(items.length);
  return items.some((each) => each === value || isSame(each, value));
}

function needle(value: Value): string {
  const text = textOf(value);
  if (text !== undefined) return text;
  throw typeError(`'in <string>' requires string as left operand, not ${typeName(value, arrays)}`);
}

function plain(value: Value): Value {
  return value instanceof Markup ? value.text : value;
}
