import { Float } from "../../../base/index.ts";
import { PySet } from "../containers/set.ts";
import { PyList, PyTuple } from "../containers/sequence.ts";
import { PyDate } from "../dates/date.ts";
import { PyDateTime } from "../dates/datetime.ts";
import { PyTimeDelta } from "../dates/timedelta.ts";
import { typeError } from "../values/error.ts";
import { typeName } from "../values/type-name.ts";
import { isArray } from "../values/value.ts";
import type { ArrayKind, Value } from "../values/value.ts";
import { isSame } from "./equality.ts";

/** An ordering operator. */
export type OrderOperator = "<" | "<=" | ">" | ">=";

/**
 * Python's `a < b` and its kin: numbers and bools, strings by code point, sequences of one kind element by element, sets as
 * subsets, datetimes by instant, timespans.
 *
 * @throws PyError TypeError for any other pair
 */
export function isOrdered(a: Value, operator: OrderOperator, b: Value, arrays: ArrayKind): boolean {
  if (a instanceof PySet && b instanceof PySet) return isSubset(a, operator, b);
  const order = compare(a, b, operator, arrays);
  switch (operator) {
    case "<":
      return order < 0;
    case "<=":
      return order <= 0;
    case ">":
      return order > 0;
    case ">=":
      return order >= 0;
  }
}

/**
 * The order of two values: negative, 0, positive, or NaN where neither comes first.
 *
 * @param operator only for the text of the error
 * @throws PyError TypeError for a pair without order
 */
export function compare(a: Value, b: Value, operator: OrderOperator, arrays: ArrayKind): number {
  if (typeof a === "string" && typeof b === "string") return compareText(a, b);
  const x = numeric(a);
  const y = numeric(b);
  if (x !== undefined && y !== undefined) return compareNumbers(x, y);
  if (isArray(a) && isArray(b)) return compareItems(a, b, operator, arrays);
  if (a instanceof PyList && b instanceof PyList) return compareItems(a.items, b.items, operator, arrays);
  if (a instanceof PyTuple && b instanceof PyTuple) return compareItems(a.items, b.items, operator, arrays);
  if (a instanceof PyTimeDelta && b instanceof PyTimeDelta) {
    return a.microseconds < b.microseconds ? -1 : Number(a.microseconds > b.microseconds);
  }
  if (a instanceof PyDateTime && b instanceof PyDateTime) return a.compareTo(b);
  if (a instanceof PyDate && b instanceof PyDate) return a.ordinal - b.ordinal;
  throw typeError(
    `'${operator}' not supported between instances of '${typeName(a, arrays)}' and '${typeName(b, arrays)}'`,
  );
}

/** The order of two texts by code point; JavaScript's own is by UTF-16 unit. */
export function compareText(a: string, b: string): number {
  if (a === b) return 0;
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const x = a.charCodeAt(i);
    const y = b.charCodeAt(i);
    if (x === y) continue;
    return rank(x) - rank(y);
  }
  return a.length - b.length;
}

/** Half of a surrogate pair stands for a code point beyond every single unit. */
function rank(unit: number): number {
  return unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit;
}

function numeric(value: Value): number | bigint | undefined {
  if (typeof value === "number" || typeof value === "bigint") return value;
  if (typeof value === "boolean") return Number(value);
  return value instanceof Float ? value.value : undefined;
}

function compareNumbers(x: number | bigint, y: number | bigint): number {
  if (x < y) return -1;
  if (x > y) return 1;
  return Number.isNaN(x) || Number.isNaN(y) ? Number.NaN : 0;
}

function compareItems(a: readonly Value[], b: readonly Value[], operator: OrderOperator, arrays: ArrayKind): number {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const x = a[i] as Value;
    const y = b[i] as Value;
    if (!isSame(x, y)) return compare(x, y, operator, arrays);
  }
  return a.length - b.length;
}

function isSubset(a: PySet, operator: OrderOperator, b: PySet): boolean {
  switch (operator) {
    case "<":
      return a.size < b.size && a.isSubsetOf(b);
    case "<=":
      return a.isSubsetOf(b);
    case ">":
      return b.size < a.size && b.isSubsetOf(a);
    case ">=":
      return b.isSubsetOf(a);
  }
}
