import { hashKey, isPlainMap, PyDict, type Value, type ValueMap } from "../../python/index.ts";
import { textOf } from "../html/markup.ts";

/** A dict from the data, or one that a template has made. */
export type Dict = PyDict | ValueMap;

export function isDict(value: Value): value is Dict {
  return value instanceof PyDict || isPlainMap(value);
}

/**
 * @returns the value of a key, or undefined if the key is absent
 * @throws PyError TypeError when the key is not hashable
 */
export function dictGet(dict: Dict, key: Value): Value | undefined {
  if (dict instanceof PyDict) return dict.get(key);
  const text = textOf(key);
  if (text === undefined) {
    hashKey(key, "list");
    return undefined;
  }
  return Object.hasOwn(dict, text) ? dict[text] : undefined;
}

export function dictSize(dict: Dict): number {
  return dict instanceof PyDict ? dict.size : Object.keys(dict).length;
}

export function dictKeys(dict: Dict): IterableIterator<Value> {
  return dict instanceof PyDict ? dict.keys() : Object.keys(dict).values();
}

export function dictValues(dict: Dict): IterableIterator<Value> {
  return dict instanceof PyDict ? dict.values() : Object.values(dict).values();
}

export function dictEntries(dict: Dict): IterableIterator<readonly [Value, Value]> {
  return dict instanceof PyDict ? dict.entries() : Object.entries(dict).values();
}
