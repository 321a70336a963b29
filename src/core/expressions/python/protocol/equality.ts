import { Float } from "../../../base/index.ts";
import { charge } from "../values/charge.ts";
import { isArray, PyObject } from "../values/value.ts";
import type { Value, ValueMap } from "../values/value.ts";

/**
 * Python's `==`: `1 == 1.0 == True`, deep for containers; never fails.
 *
 * Two JavaScript arrays are the same kind of sequence; an array never equals a `PyList` or `PyTuple`.
 */
export function equals(a: Value, b: Value): boolean {
  if (a === b) return true;
  if (typeof a === "string" && typeof b === "string") return false;
  if (a instanceof PyObject) return a.equals(b);
  if (b instanceof PyObject) return b.equals(a);
  if (a === null || b === null) return false;
  if (isArray(a)) return isArray(b) && equalSequences(a, b);
  if (isArray(b)) return false;
  if (isScalar(a) || isScalar(b)) return isScalar(a) && isScalar(b) && equalScalars(a, b);
  return equalMaps(a, b);
}

/** Whether `a is b or a == b`, Python's rule for membership: a NaN is in a list that holds that NaN. */
export function isSame(a: Value, b: Value): boolean {
  return equals(a, b) || (Number.isNaN(a) && Number.isNaN(b));
}

/** Element-wise equality of two sequences of the same kind. */
export function equalSequences(a: readonly Value[], b: readonly Value[]): boolean {
  if (a.length !== b.length) return false;
  charge(a.length);
  for (let i = 0; i < a.length; i++) if (!isSame(a[i] as Value, b[i] as Value)) return false;
  return true;
}

function isScalar(value: Value): value is boolean | number | bigint | Float | string {
  return typeof value !== "object" || value instanceof Float;
}

function equalScalars(a: boolean | number | bigint | Float | string, b: typeof a): boolean {
  if (typeof a === "string" || typeof b === "string") return false;
  const x = a instanceof Float ? a.value : typeof a === "boolean" ? Number(a) : a;
  const y = b instanceof Float ? b.value : typeof b === "boolean" ? Number(b) : b;
  // A bigint equals no number by `===`, but the order of the two is exact.
  return x === y || (typeof x !== typeof y && !(x < y) && !(x > y) && !Number.isNaN(x) && !Number.isNaN(y));
}

function equalMaps(a: ValueMap, b: ValueMap): boolean {
  const keys = Object.keys(a);
  if (keys.length !== Object.keys(b).length) return false;
  charge(keys.length);
  for (const key of keys) {
    if (!Object.hasOwn(b, key) || !isSame(a[key] as Value, b[key] as Value)) return false;
  }
  return true;
}
