import { Float } from "../../../base/index.ts";
import { floatText } from "../numbers/float-text.ts";
import { intText } from "../numbers/parse.ts";
import { quote } from "../text/quote.ts";
import { charge } from "../values/charge.ts";
import { isArray, PyObject } from "../values/value.ts";
import type { ArrayKind, Value } from "../values/value.ts";

/**
 * Python's `repr`: what a value looks like inside a container.
 *
 * @param arrays whether a JavaScript array prints as `(1,)` or `[1]`
 */
export function pyRepr(value: Value, arrays: ArrayKind): string {
  switch (typeof value) {
    case "string":
      return quote(value);
    case "boolean":
      return value ? "True" : "False";
    case "number":
      return Number.isInteger(value) ? String(value) : floatText(value);
    case "bigint":
      return intText(value);
    default:
      if (value === null) return "None";
      if (value instanceof PyObject) return value.repr(arrays);
      if (value instanceof Float) return floatText(value.value);
      if (isArray(value)) return arrays === "list" ? listRepr(value, arrays) : tupleRepr(value, arrays);
      return dictRepr(Object.entries(value), arrays);
  }
}

/** Python's `str`: what a value looks like as text. */
export function pyStr(value: Value, arrays: ArrayKind): string {
  if (typeof value === "string") return value;
  return value instanceof PyObject ? value.str(arrays) : pyRepr(value, arrays);
}

/** `[1, 'a']` */
export function listRepr(items: readonly Value[], arrays: ArrayKind): string {
  return `[${itemsRepr(items, arrays)}]`;
}

/** `(1, 'a')`, `(1,)`, `()` */
export function tupleRepr(items: readonly Value[], arrays: ArrayKind): string {
  const inner = itemsRepr(items, arrays);
  return items.length === 1 ? `(${inner},)` : `(${inner})`;
}

/** `{'a': 1}` */
export function dictRepr(entries: readonly (readonly [Value, Value])[], arrays: ArrayKind): string {
  const inner = entries.map(([key, value]) => `${pyRepr(key, arrays)}: ${pyRepr(value, arrays)}`).join(", ");
  charge(inner.length);
  return `{${inner}}`;
}

function itemsRepr(items: readonly Value[], arrays: ArrayKind): string {
  const inner = items.map((item) => pyRepr(item, arrays)).join(", ");
  charge(inner.length);
  return inner;
}
