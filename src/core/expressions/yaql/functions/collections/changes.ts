import type { Value } from "../../../python/index.ts";
import { PyList } from "../../../python/index.ts";
import { define } from "../../registry/definition.ts";
import { lazily } from "../../registry/items.ts";
import { arg, defaulted } from "../../registry/parameter.ts";
import type { Collection } from "../../registry/types.ts";
import { any, int, iterable, orderedIterable, sequence } from "../../registry/types.ts";
import { itemsOf } from "./sequences.ts";

type Int = number | bigint;

/** Collections with items deleted, replaced and inserted. */
export const changeFunctions = [
  define({
    name: "delete",
    kind: "method",
    args: [arg("collection", iterable), arg("position", int), defaulted("count", int, 1)],
    doc: "The collection without `count` items from a position on; a negative count deletes the rest.",
    example: { expr: "[0, 1, 2, 3].delete(1, 2)", result: [0, 3] },
    run: (_context, collection, position, count) => lazily(() => substituted(collection, position, count, [])),
  }),
  define({
    name: "replace",
    kind: "method",
    args: [arg("collection", iterable), arg("position", int), arg("value", any), defaulted("count", int, 1)],
    doc: "The collection with one value in the place of `count` items; a negative count replaces the rest.",
    example: { expr: "[0, 1, 2, 3].replace(1, x, 2)", result: [0, "x", 3] },
    run: (_context, collection, position, value, count) =>
      lazily(() => substituted(collection, position, count, [value])),
  }),
  define({
    name: "replaceMany",
    kind: "method",
    args: [arg("collection", iterable), arg("position", int), arg("values", iterable), defaulted("count", int, 1)],
    doc: "The collection with the values in the place of `count` items; a negative count replaces the rest.",
    example: { expr: "[0, 1, 2].replaceMany(1, [x, y])", result: [0, "x", "y", 2] },
    run: (_context, collection, position, values, count) =>
      lazily(() => substituted(collection, position, count, values)),
  }),
  define({
    name: "insert",
    kind: "method",
    args: [arg("collection", orderedIterable), arg("position", int), arg("value", any)],
    doc: "An iterator with the value in front of a position, or at the end beyond it.",
    example: { expr: "range(3).insert(1, x)", result: [0, "x", 1, 2] },
    run: (_context, collection, position, value) => lazily(() => inserted(collection, position, [value])),
  }),
  define({
    name: "insert",
    kind: "method",
    args: [arg("collection", sequence), arg("position", int), arg("value", any)],
    doc: "A list with the value in front of a position; a negative one counts from the end.",
    example: { expr: "[0, 1, 2].insert(-1, x)", result: [0, 1, "x", 2] },
    run: (_context, collection, position, value) => {
      const copy = [...itemsOf(collection)];
      copy.splice(Number(position), 0, value);
      return new PyList(copy);
    },
  }),
  define({
    name: "insertMany",
    kind: "method",
    args: [arg("collection", iterable), arg("position", int), arg("values", iterable)],
    doc: "The collection with the values in front of a position; in front of all when that is negative.",
    example: { expr: "[0, 1].insertMany(1, [x, y])", result: [0, "x", "y", 1] },
    run: (_context, collection, position, values) =>
      lazily(function* () {
        if (position < 0) yield* values;
        yield* inserted(collection, position, values);
      }),
  }),
];

/** The items, with others in the place of those from `position` on; `others` appear only if there was one to replace. */
function* substituted(
  collection: Collection,
  position: Int,
  count: Int,
  others: Iterable<Value>,
): Generator<Value, undefined> {
  let index = 0;
  let isDone = false;
  for (const item of collection) {
    const isReplaced = count >= 0 ? position <= index && index < Number(position) + Number(count) : index >= position;
    index += 1;
    if (!isReplaced) yield item;
    else if (!isDone) {
      yield* others;
      isDone = true;
    }
  }
}

/** The items, with others in front of `position`, or at the end when it lies beyond; a negative one drops them. */
function* inserted(collection: Collection, position: Int, others: Iterable<Value>): Generator<Value, undefined> {
  let index = -1;
  for (const item of collection) {
    index += 1;
    if (BigInt(index) === BigInt(position)) yield* others;
    yield item;
  }
  if (position > index) yield* others;
}
