import { isInt, PyTuple, typeError, typeName, type Value } from "../../python/index.ts";
import { textOf } from "../html/markup.ts";
import { Undefined } from "../values/undefined.ts";
import { arrays } from "./evaluation.ts";

/** The Python class of a value, for error texts. */
export function nameOfType(value: Value): string {
  return typeName(value, arrays);
}

/**
 * An argument that must be an int; a bool counts as one.
 *
 * @throws PyError TypeError
 */
export function expectInt(value: Value): number {
  if (typeof value === "boolean") return Number(value);
  if (isInt(value)) return Number(value);
  if (value instanceof Undefined) value.fail();
  throw typeError(`'${nameOfType(value)}' object cannot be interpreted as an integer`);
}

/** An int, or null for None. */
export function expectIndex(value: Value): number | null {
  if (value === null) return null;
  if (typeof value === "boolean" || isInt(value)) return Number(value);
  throw typeError("slice indices must be integers or None or have an __index__ method");
}

/**
 * An argument that must be a str.
 *
 * @param what names the argument in the error: `replace() argument 1`
 * @throws PyError TypeError
 */
export function expectText(value: Value, what: string): string {
  const text = textOf(value);
  if (text !== undefined) return text;
  throw typeError(`${what} must be str, not ${nameOfType(value)}`.trimStart());
}

/** A str, or null for None. */
export function expectTextOrNone(value: Value, what: string): string | null {
  if (value === null) return null;
  const text = textOf(value);
  if (text !== undefined) return text;
  throw typeError(`${what} must be str or None, not ${nameOfType(value)}`.trimStart());
}

/** The texts of a str or of a tuple of str, as `startswith` takes them. */
export function expectTexts(value: Value, method: string): string[] {
  const items = value instanceof PyTuple ? value.items : [value];
  return items.map((item) => {
    const text = textOf(item);
    if (text !== undefined) return text;
    throw typeError(
      value instanceof PyTuple
        ? `tuple for ${method} must only contain str, not ${nameOfType(item)}`
        : `${method} first arg must be str or a tuple of str, not ${nameOfType(item)}`,
    );
  });
}
