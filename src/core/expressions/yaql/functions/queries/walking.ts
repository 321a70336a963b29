import { add, PyList } from "../../../python/index.ts";
import type { FunctionDefinition } from "../../registry/definition.ts";
import { define } from "../../registry/definition.ts";
import { lazily, memorized } from "../../registry/items.ts";
import { arg, defaulted } from "../../registry/parameter.ts";
import { any, int, isIterable, iterable } from "../../registry/types.ts";

/** How a collection is walked. */
export const walkingFunctions: readonly FunctionDefinition[] = [
  define({
    name: "enumerate",
    kind: "both",
    args: [arg("collection", iterable), defaulted("start", int, 0)],
    doc: "Lists of a running number and the item, lazily.",
    example: {
      expr: "[a, b].enumerate(1)",
      result: [
        [1, "a"],
        [2, "b"],
      ],
    },
    run: (_context, collection, start) =>
      lazily(function* () {
        let index = start;
        for (const item of collection) {
          yield new PyList([index, item]);
          index = add(index, 1) as number | bigint;
        }
      }),
  }),
  define({
    name: "memorize",
    kind: "method",
    args: [arg("collection", iterable)],
    doc: "The same items, but they can be walked more than once.",
    example: { expr: "let(m => range(3).memorize()) -> [$m.sum(), $m.count()]", result: [3, 3] },
    run: (_context, collection) => memorized(collection),
  }),
  define({
    name: "defaultIfEmpty",
    kind: "method",
    args: [arg("collection", iterable), arg("default", iterable)],
    doc: "The collection, or another one when it is empty.",
    example: { expr: "[[].defaultIfEmpty([0]), [1].defaultIfEmpty([0])]", result: [[0], [1]] },
    run: (_context, collection, fallback) => {
      const kept = memorized(collection);
      return kept[Symbol.iterator]().next().done === true ? fallback : kept;
    },
  }),
  define({
    name: "isIterable",
    kind: "function",
    args: [arg("value", any)],
    doc: "Whether the value can be walked; strings and dicts do not count.",
    example: { expr: "[isIterable([]), isIterable(abc)]", result: [true, false] },
    run: (_context, value) => isIterable(value),
  }),
];
