import type { Json } from "../base/index.ts";
import { isTrue as isTrueValue, pyRepr, pyStr } from "./python/index.ts";

/**
 * Whether Python takes the value for true: all but null, false, 0, 0.0, `''`, `[]` and `{}`.
 *
 * @param value any JSON value
 */
export function isTrue(value: Json): boolean {
  return isTrueValue(value);
}

/**
 * Python's `str`: `None`, `True`, `2.0`, `['a', None]`; a text is itself.
 *
 * @param value any JSON value
 */
export function pythonText(value: Json): string {
  return pyStr(value, "list");
}

/**
 * Python's `repr`: as {@link pythonText}, but a text is quoted.
 *
 * @param value any JSON value
 */
export function pythonRepr(value: Json): string {
  return pyRepr(value, "list");
}
