import type { Value } from "../../../python/index.ts";
import { PySet, valueError } from "../../../python/index.ts";
import type { FunctionDefinition } from "../../registry/definition.ts";
import { alias, define } from "../../registry/definition.ts";
import { lazily } from "../../registry/items.ts";
import { lambda, predicate } from "../../registry/lazy-types.ts";
import { arg, optional } from "../../registry/parameter.ts";
import { int, isIterable, iterable } from "../../registry/types.ts";

const where = define({
  name: "where",
  kind: "method",
  args: [arg("collection", iterable), arg("predicate", predicate)],
  doc: "The items for which the predicate is true, lazily.",
  example: { expr: "[1, 2, 3].where($ > 1)", result: [2, 3] },
  run: (_context, collection, isWanted) =>
    lazily(function* () {
      for (const item of collection) if (isWanted(item)) yield item;
    }, "filter"),
});

const select = define({
  name: "select",
  kind: "method",
  args: [arg("collection", iterable), arg("selector", lambda)],
  doc: "What the selector gives for each item, lazily.",
  example: { expr: "[1, 2].select($ * 10)", result: [10, 20] },
  run: (_context, collection, selector) =>
    lazily(function* () {
      for (const item of collection) yield selector(item);
    }, "map"),
});

const limit = define({
  name: "limit",
  kind: "method",
  args: [arg("collection", iterable), arg("count", int)],
  doc: "The first `count` items, lazily.",
  example: { expr: "sequence().limit(3)", result: [0, 1, 2] },
  run: (_context, collection, count) => lazily(taking(collection, count), "itertools.islice"),
});

/** Parts of collections. */
export const selectingFunctions: readonly FunctionDefinition[] = [
  where,
  { ...alias("filter", where), example: { expr: "[1, 2, 3].filter($ > 1)", result: [2, 3] } },
  select,
  { ...alias("map", select), example: { expr: "[1, 2].map($ * 10)", result: [10, 20] } },
  limit,
  { ...alias("take", limit), example: { expr: "[1, 2, 3].take(2)", result: [1, 2] } },
  define({
    name: "selectMany",
    kind: "method",
    args: [arg("collection", iterable), arg("selector", lambda)],
    doc: "The items of all collections that the selector gives; what is no collection is an item itself.",
    example: { expr: "[0, 1, 2].selectMany(range($))", result: [0, 0, 1] },
    run: (_context, collection, selector) =>
      lazily(function* () {
        for (const item of collection) {
          const inner = selector(item);
          if (isIterable(inner)) yield* inner;
          else yield inner;
        }
      }),
  }),
  define({
    name: "skip",
    kind: "method",
    args: [arg("collection", iterable), arg("count", int)],
    doc: "All items but the first `count`, lazily.",
    example: { expr: "[1, 2, 3].skip(2)", result: [3] },
    run: (_context, collection, count) => {
      checkIndex(count, "Indices for");
      return lazily(function* () {
        let index = 0;
        for (const item of collection) if (index++ >= count) yield item;
      }, "itertools.islice");
    },
  }),
  define({
    name: "takeWhile",
    kind: "method",
    args: [arg("collection", iterable), arg("predicate", predicate)],
    doc: "The items before the first for which the predicate is false, lazily.",
    example: { expr: "[1, 2, 3, 1].takeWhile($ < 3)", result: [1, 2] },
    run: (_context, collection, isWanted) =>
      lazily(function* () {
        for (const item of collection) {
          if (!isWanted(item)) return;
          yield item;
        }
      }, "itertools.takewhile"),
  }),
  define({
    name: "skipWhile",
    kind: "method",
    args: [arg("collection", iterable), arg("predicate", predicate)],
    doc: "The items from the first on for which the predicate is false, lazily.",
    example: { expr: "[1, 2, 3, 1].skipWhile($ < 3)", result: [3, 1] },
    run: (_context, collection, isSkipped) =>
      lazily(function* () {
        let isOpen = false;
        for (const item of collection) {
          isOpen ||= !isSkipped(item);
          if (isOpen) yield item;
        }
      }, "itertools.dropwhile"),
  }),
  define({
    name: "distinct",
    kind: "both",
    args: [arg("collection", iterable), optional("keySelector", lambda)],
    doc: "The first item of each key, lazily; the item itself is the key when no selector is given.",
    example: { expr: "[1, 2, 1.0, 3].distinct()", result: [1, 2, 3] },
    run: (_context, collection, keySelector) => lazily(() => distinct(collection, keySelector)),
  }),
];

/**
 * The first item of each key.
 *
 * @throws PyError TypeError for a key that is not hashable
 */
export function* distinct(
  collection: Iterable<Value>,
  keyOf: (item: Value) => Value = (item) => item,
): Generator<Value, undefined> {
  const seen = new PySet("tuple");
  for (const item of collection) {
    const key = keyOf(item);
    if (seen.has(key)) continue;
    seen.add(key);
    yield item;
  }
}

/**
 * The first `count` items; none beyond them is taken from the collection.
 *
 * @throws PyError ValueError at once for a negative count
 */
export function taking(collection: Iterable<Value>, count: number | bigint): () => Generator<Value, undefined> {
  checkIndex(count, "Stop argument for");
  return function* () {
    if (count === 0) return undefined;
    let index = 0;
    for (const item of collection) {
      yield item;
      if (++index >= count) return undefined;
    }
  };
}

function checkIndex(count: number | bigint, what: string): void {
  if (count >= 0 && count < 2n ** 63n) return;
  throw valueError(`${what} islice() must be None or an integer: 0 <= x <= sys.maxsize.`);
}
