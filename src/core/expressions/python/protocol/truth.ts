import { Float } from "../../../base/index.ts";
import { isArray, PyObject } from "../values/value.ts";
import type { Value } from "../values/value.ts";

/** Python's truth: false are None, False, zero, and whatever is empty; an iterator is always true. */
export function isTrue(value: Value): boolean {
  if (typeof value !== "object") return typeof value === "number" ? value !== 0 : Boolean(value);
  if (value === null) return false;
  if (isArray(value)) return value.length > 0;
  if (value instanceof PyObject) return value.isTrue();
  if (value instanceof Float) return value.value !== 0;
  for (const key in value) if (Object.hasOwn(value, key)) return true;
  return false;
}
