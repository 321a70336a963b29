import { isArray, PyDict, PyObject, textLength, typeError, typeName, type Value } from "../../python/index.ts";
import { isDict, dictKeys, dictSize } from "../values/dict.ts";
import { textOf } from "../html/markup.ts";
import { Undefined } from "../values/undefined.ts";
import { arrays, type Evaluation } from "./evaluation.ts";

function isIterable(value: Value): value is PyObject & Iterable<Value> {
  return value instanceof PyObject && Symbol.iterator in value;
}

/**
 * Python's `iter(value)`; each item taken counts as a step.
 *
 * @throws PyError TypeError when the value is not iterable
 */
export function iterate(value: Value, evaluation: Evaluation): Iterator<Value> & Iterable<Value> {
  return counted(iterator(value), evaluation);
}

/** Python's `list(value)`. */
export function toList(value: Value, evaluation: Evaluation): Value[] {
  if (isArray(value)) {
    evaluation.meter.walk(value.length);
    return [...value];
  }
  const items: Value[] = [];
  for (const item of iterate(value, evaluation)) {
    items.push(item);
    evaluation.meter.size(items.length);
  }
  return items;
}

/**
 * Python's `len(value)`.
 *
 * @throws PyError TypeError when the value has no length
 */
export function lengthOf(value: Value): number {
  const text = textOf(value);
  if (text !== undefined) return textLength(text);
  if (isArray(value)) return value.length;
  if (isDict(value)) return dictSize(value);
  if (isSized(value)) return value.size;
  if (value instanceof Undefined) return value.isStrict ? value.fail() : 0;
  if (hasItems(value)) return value.items.length;
  throw typeError(`object of type '${typeName(value, arrays)}' has no len()`);
}

function isSized(value: Value): value is PyObject & { readonly size: number } {
  return value instanceof PyObject && "size" in value && typeof value.size === "number";
}

function hasItems(value: Value): value is PyObject & { readonly items: readonly Value[] } {
  return value instanceof PyObject && "items" in value && Array.isArray(value.items);
}

function iterator(value: Value): Iterator<Value> {
  if (isArray(value)) return value.values();
  if (typeof value === "string") return value[Symbol.iterator]();
  if (isDict(value)) return value instanceof PyDict ? value.keys() : dictKeys(value);
  if (isIterable(value)) return value[Symbol.iterator]();
  throw typeError(`'${typeName(value, arrays)}' object is not iterable`);
}

function counted(items: Iterator<Value>, evaluation: Evaluation): Iterator<Value> & Iterable<Value> {
  return {
    next() {
      evaluation.meter.step();
      return items.next();
    },
    [Symbol.iterator]() {
      return this;
    },
  };
}
