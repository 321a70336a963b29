import { Float } from "../../../base/index.ts";
import { charge } from "../values/charge.ts";
import { typeError } from "../values/error.ts";
import { isArray, PyObject } from "../values/value.ts";
import type { ArrayKind, HashKey, Value } from "../values/value.ts";

/**
 * The key under which Python's dicts and sets hold a value.
 *
 * Strings and numbers are their own keys (`1`, `1.0` and `True` share one); a compound value gets a text that starts with
 * NUL, and a string that itself starts with NUL gets one more, so that the two never meet.
 *
 * @param arrays in YAQL an array is a hashable tuple and a plain object a frozen dict, in Jinja neither is hashable
 * @throws PyError TypeError `unhashable type: 'list'`
 */
export function hashKey(value: Value, arrays: ArrayKind): HashKey {
  switch (typeof value) {
    case "string":
      return value.charCodeAt(0) === 0 ? `\0${value}` : value;
    case "number":
    case "bigint":
      return value;
    case "boolean":
      return value ? 1 : 0;
    default:
      if (value === null) return null;
      if (value instanceof PyObject) return value.hashKey(arrays);
      if (value instanceof Float) return wholeKey(value.value);
      if (arrays === "list") throw unhashable(isArray(value) ? "list" : "dict");
      return isArray(value) ? sequenceKey(value, arrays) : mapKey(Object.entries(value), arrays);
  }
}

/** The error of a value that cannot be a key. */
export function unhashable(pyType: string): Error {
  return typeError(`unhashable type: '${pyType}'`);
}

/** The key of a tuple. */
export function sequenceKey(items: readonly Value[], arrays: ArrayKind): HashKey {
  let text = "\0(";
  for (const item of items) text += `${keyText(hashKey(item, arrays))},`;
  charge(text.length);
  return text;
}

/** The key of a frozen set: the order of its members has no influence. */
export function setKey(items: Iterable<Value>, arrays: ArrayKind): HashKey {
  const texts: string[] = [];
  for (const item of items) texts.push(keyText(hashKey(item, arrays)));
  return joined("\0{", texts);
}

/** The key of a frozen dict: the order of its entries has no influence. */
export function mapKey(entries: readonly (readonly [Value, Value])[], arrays: ArrayKind): HashKey {
  const texts = entries.map(([key, value]) => `${keyText(hashKey(key, arrays))}:${keyText(hashKey(value, arrays))}`);
  return joined("\0=", texts);
}

function joined(mark: string, texts: readonly string[]): string {
  const text = mark + texts.toSorted().join(",");
  charge(text.length);
  return text;
}

function wholeKey(value: number): HashKey {
  if (Number.isSafeInteger(value)) return value + 0;
  return BigInt(value);
}

/** A text that is unambiguous inside a compound key: a string says its length, everything else its kind. */
function keyText(key: HashKey): string {
  if (typeof key === "string") return `s${key.length}:${key}`;
  if (key === null) return "n";
  if (typeof key === "object") return `o${identity(key)}`;
  return String(key);
}

const identities = new WeakMap<PyObject, number>();
let lastIdentity = 0;

function identity(object: PyObject): number {
  let id = identities.get(object);
  if (id === undefined) {
    id = ++lastIdentity;
    identities.set(object, id);
  }
  return id;
}
