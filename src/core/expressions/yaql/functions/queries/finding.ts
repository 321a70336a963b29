import type { Value } from "../../../python/index.ts";
import { equals, isArray, PyError, PyList } from "../../../python/index.ts";
import type { FunctionDefinition } from "../../registry/definition.ts";
import { define } from "../../registry/definition.ts";
import { predicate } from "../../registry/lazy-types.ts";
import { arg, optional } from "../../registry/parameter.ts";
import type { Collection } from "../../registry/types.ts";
import { any, iterable } from "../../registry/types.ts";

/** One item of a collection, or its place. */
export const findingFunctions: readonly FunctionDefinition[] = [
  define({
    name: "first",
    kind: "method",
    args: [arg("collection", iterable), optional("default", any)],
    doc: "The first item; of an empty collection the default, or StopIteration.",
    example: { expr: "[[1, 2].first(), [].first(null)]", result: [1, null] },
    run: (_context, collection, fallback) => found(firstOf(collection), fallback),
  }),
  define({
    name: "last",
    kind: "method",
    args: [arg("collection", iterable), optional("default", any)],
    doc: "The last item; of an empty collection the default, or StopIteration.",
    example: { expr: "[1, 2].last()", result: 2 },
    run: (_context, collection, fallback) => found(lastOf(collection), fallback),
  }),
  define({
    name: "single",
    kind: "method",
    args: [arg("collection", iterable)],
    doc: "The only item; StopIteration when there is none or another one.",
    example: { expr: "[7].single()", result: 7 },
    run: (_context, collection) => {
      let only: Value | undefined;
      for (const item of collection) {
        if (only !== undefined) throw new PyError("StopIteration", "Collection contains more than one item");
        only = item;
      }
      return found(only, undefined);
    },
  }),
  define({
    name: "indexOf",
    kind: "method",
    args: [arg("collection", iterable), arg("item", any)],
    doc: "The place of the first item that is equal, -1 when there is none.",
    example: { expr: "[a, b, a].indexOf(a)", result: 0 },
    run: (_context, collection, wanted) => firstIndex(collection, (item) => equals(item, wanted)),
  }),
  define({
    name: "lastIndexOf",
    kind: "method",
    args: [arg("collection", iterable), arg("item", any)],
    doc: "The place of the last item that is equal, -1 when there is none.",
    example: { expr: "[a, b, a].lastIndexOf(a)", result: 2 },
    run: (_context, collection, wanted) => lastIndex(collection, (item) => equals(item, wanted)),
  }),
  define({
    name: "indexWhere",
    kind: "method",
    args: [arg("collection", iterable), arg("predicate", predicate)],
    doc: "The place of the first item for which the predicate is true, -1 when there is none.",
    example: { expr: "[1, 2, 3].indexWhere($ > 1)", result: 1 },
    run: (_context, collection, isWanted) => firstIndex(collection, isWanted),
  }),
  define({
    name: "lastIndexWhere",
    kind: "method",
    args: [arg("collection", iterable), arg("predicate", predicate)],
    doc: "The place of the last item for which the predicate is true, -1 when there is none.",
    example: { expr: "[1, 2, 3].lastIndexWhere($ > 1)", result: 2 },
    run: (_context, collection, isWanted) => lastIndex(collection, isWanted),
  }),
];

/** @throws PyError StopIteration when there is neither a value nor a default */
function found(value: Value | undefined, fallback: Value | undefined): Value {
  const result = value === undefined ? fallback : value;
  if (result === undefined) throw new PyError("StopIteration", "");
  return result;
}

function firstOf(collection: Collection): Value | undefined {
  const step = collection[Symbol.iterator]().next();
  return step.done === true ? undefined : step.value;
}

function lastOf(collection: Collection): Value | undefined {
  if (isArray(collection)) return collection.at(-1);
  if (collection instanceof PyList) return collection.items.at(-1);
  let last: Value | undefined;
  for (const item of collection) last = item;
  return last;
}

function firstIndex(collection: Collection, isWanted: (item: Value) => boolean): number {
  let index = 0;
  for (const item of collection) {
    if (isWanted(item)) return index;
    index += 1;
  }
  return -1;
}

function lastIndex(collection: Collection, isWanted: (item: Value) => boolean): number {
  let index = 0;
  let last = -1;
  for (const item of collection) {
    if (isWanted(item)) last = index;
    index += 1;
  }
  return last;
}
