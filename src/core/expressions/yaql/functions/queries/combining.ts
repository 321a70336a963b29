import type { Value } from "../../../python/index.ts";
import { isTrue } from "../../../python/index.ts";
import type { FunctionDefinition } from "../../registry/definition.ts";
import { define } from "../../registry/definition.ts";
import { lazily, memorized } from "../../registry/items.ts";
import { lambda } from "../../registry/lazy-types.ts";
import { arg, keywords, rest } from "../../registry/parameter.ts";
import type { Collection } from "../../registry/types.ts";
import { any, iterable } from "../../registry/types.ts";

/** Several collections become one. */
export const combiningFunctions: readonly FunctionDefinition[] = [
  define({
    name: "append",
    kind: "both",
    args: [arg("collection", iterable), rest("args", any)],
    doc: "The items, then the arguments, lazily.",
    example: { expr: "[1].append(2, [3])", result: [1, 2, [3]] },
    run: (_context, collection, args) =>
      lazily(function* () {
        yield* collection;
        yield* args;
      }),
  }),
  define({
    name: "concat",
    kind: "both",
    args: [rest("collections", iterable)],
    doc: "The items of all collections, lazily.",
    example: { expr: "[1].concat([2], [3, 4])", result: [1, 2, 3, 4] },
    run: (_context, collections) =>
      lazily(function* () {
        for (const collection of collections) yield* collection;
      }, "itertools.chain"),
  }),
  define({
    name: "zip",
    kind: "method",
    args: [rest("collections", iterable)],
    doc: "Lists of the items with the same place, as many as the shortest collection has.",
    example: {
      expr: "[1, 2, 3].zip([a, b])",
      result: [
        [1, "a"],
        [2, "b"],
      ],
    },
    run: (_context, collections) => lazily(() => zip(collections), "zip"),
  }),
  define({
    name: "zipLongest",
    kind: "method",
    args: [rest("collections", iterable), keywords("kwargs", any)],
    doc: "Lists of the items with the same place, as many as the longest collection has; `default` fills the gaps.",
    example: {
      expr: "[1, 2].zipLongest([a], default => x)",
      result: [
        [1, "a"],
        [2, "x"],
      ],
    },
    run: (_context, collections, named) =>
      lazily(() => zipLongest(collections, named.get("default") ?? null), "itertools.zip_longest"),
  }),
  define({
    name: "join",
    kind: "method",
    args: [
      arg("collection1", iterable),
      arg("collection2", iterable),
      arg("predicate", lambda),
      arg("selector", lambda),
    ],
    doc: "What the selector gives for every pair (`$1`, `$2`) of items for which the predicate is true.",
    example: {
      expr: "[1, 2].join([2, 3], $1 < $2, [$1, $2])",
      result: [
        [1, 2],
        [1, 3],
        [2, 3],
      ],
    },
    run: (_context, collection1, collection2, predicate, selector) => {
      const others = memorized(collection2);
      return lazily(function* () {
        for (const left of collection1) {
          for (const right of others) if (isTrue(predicate(left, right))) yield selector(left, right);
        }
      });
    },
  }),
];

function* zip(collections: readonly Collection[]): Generator<Value, undefined> {
  const sources = collections.map((collection) => collection[Symbol.iterator]());
  while (sources.length > 0) {
    const items: Value[] = [];
    for (const source of sources) {
      const step = source.next();
      if (step.done === true) return;
      items.push(step.value);
    }
    yield items;
  }
}

function* zipLongest(collections: readonly Collection[], filler: Value): Generator<Value, undefined> {
  const sources: (Iterator<Value> | undefined)[] = collections.map((collection) => collection[Symbol.iterator]());
  for (;;) {
    const items = sources.map((source, i): Value => {
      const step = source?.next();
      if (step !== undefined && step.done !== true) return step.value;
      sources[i] = undefined;
      return filler;
    });
    if (sources.every((source) => source === undefined)) return;
    yield items;
  }
}
