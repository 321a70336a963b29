import type { Meter, Value } from "../../../python/index.ts";
import { add, PySet, typeError, valueError } from "../../../python/index.ts";
import type { FunctionDefinition } from "../../registry/definition.ts";
import { define } from "../../registry/definition.ts";
import { lazily } from "../../registry/items.ts";
import { lambda, predicate } from "../../registry/lazy-types.ts";
import { arg, defaulted, optional } from "../../registry/parameter.ts";
import { any, bool, int, isIterable, iterable } from "../../registry/types.ts";
import { className, dictEntries, isDict } from "../../runtime/views.ts";

type Int = number | bigint;

/** Collections out of nothing. What can be endless counts its items. */
export const generatingFunctions: readonly FunctionDefinition[] = [
  define({
    name: "range",
    kind: "function",
    args: [arg("stop", int)],
    doc: "The ints from 0 up to `stop` (exclusive), as a one-pass iterator.",
    example: { expr: "range(3)", result: [0, 1, 2] },
    run: (context, stop) => lazily(() => range(0, stop, 1, context.evaluation.meter), "range_iterator"),
  }),
  define({
    name: "range",
    kind: "function",
    args: [arg("start", int), arg("stop", int), defaulted("step", int, 1)],
    doc: "The ints from `start` up to `stop` (exclusive), as a one-pass iterator.",
    example: {
      expr: "[range(1, 3).toList(), range(3, 0, -1).toList()]",
      result: [
        [1, 2],
        [3, 2, 1],
      ],
    },
    run: (context, start, stop, step) => {
      if (Number(step) === 0) throw valueError("range() arg 3 must not be zero");
      return lazily(() => range(start, stop, step, context.evaluation.meter), "range_iterator");
    },
  }),
  define({
    name: "sequence",
    kind: "function",
    args: [defaulted("start", int, 0), defaulted("step", int, 1)],
    doc: "Ints without end.",
    example: { expr: "sequence(1, 2).take(3)", result: [1, 3, 5] },
    run: (context, start, step) => lazily(() => sequence(start, step, context.evaluation.meter), "itertools.count"),
  }),
  define({
    name: "repeat",
    kind: "method",
    args: [arg("value", any), defaulted("times", int, -1)],
    doc: "The value so many times, or without end.",
    example: { expr: "x.repeat(2)", result: ["x", "x"] },
    run: (context, value, times) => lazily(() => repeat(value, times, context.evaluation.meter), "itertools.repeat"),
  }),
  define({
    name: "cycle",
    kind: "method",
    args: [arg("collection", iterable)],
    doc: "The items over and over again.",
    example: { expr: "[1, 2].cycle().take(3)", result: [1, 2, 1] },
    run: (context, collection) => lazily(() => cycle(collection, context.evaluation.meter), "itertools.cycle"),
  }),
  define({
    name: "generate",
    kind: "function",
    args: [
      arg("initial", any),
      arg("predicate", predicate),
      arg("producer", lambda),
      optional("selector", lambda),
      defaulted("decycle", bool, false),
    ],
    doc: "Values, each made from the one before, as long as the predicate is true (with `decycle`: until one comes again).",
    example: { expr: "generate(1, $ < 20, $ * 2)", result: [1, 2, 4, 8, 16] },
    run: (_context, initial, isWanted, producer, selector, decycle) =>
      lazily(function* () {
        const seen = new PySet("tuple");
        for (let value = initial; isWanted(value); value = producer(value)) {
          if (decycle) {
            if (seen.has(value)) return;
            seen.add(value);
          }
          yield selector === undefined ? value : selector(value);
        }
      }),
  }),
  define({
    name: "generateMany",
    kind: "function",
    args: [
      arg("initial", any),
      arg("producer", lambda),
      optional("selector", lambda),
      defaulted("decycle", bool, false),
      defaulted("depthFirst", bool, false),
    ],
    doc: "A value and all that follow from it: the producer gives the followers of each, breadth first by default.",
    example: {
      expr: "let(t => $) -> generateMany(a, $t.get($, []))",
      data: { a: ["b", "c"], b: ["d"] },
      result: ["a", "b", "c", "d"],
    },
    run: (_context, initial, producer, selector, decycle, depthFirst) =>
      lazily(function* () {
        const seen = new PySet("tuple");
        let queue: Value[] = [initial];
        for (let next = 0; next < queue.length;) {
          const value = queue[next++] as Value;
          if (decycle) {
            if (seen.has(value)) continue;
            seen.add(value);
          }
          yield selector === undefined ? value : selector(value);
          const followers = [...walkable(producer(value))];
          if (depthFirst) {
            queue = [...followers, ...queue.slice(next)];
            next = 0;
          } else queue.push(...followers);
        }
      }),
  }),
];

function* range(start: Int, stop: Int, step: Int, meter: Meter): Generator<Value, undefined> {
  let value = start;
  while (step > 0 ? value < stop : value > stop) {
    meter.step();
    yield value;
    value = add(value, step) as Int;
  }
}

function* sequence(start: Int, step: Int, meter: Meter): Generator<Value, undefined> {
  for (let value = start; ; value = add(value, step) as Int) {
    meter.step();
    yield value;
  }
}

function* repeat(value: Value, times: Int, meter: Meter): Generator<Value, undefined> {
  for (let left = times; left !== 0; left = add(left, -1) as Int) {
    meter.step();
    yield value;
  }
}

function* cycle(collection: Iterable<Value>, meter: Meter): Generator<Value, undefined> {
  const items: Value[] = [];
  for (const item of collection) {
    items.push(item);
    yield item;
  }
  while (items.length > 0) {
    for (const item of items) {
      meter.step();
      yield item;
    }
  }
}

/** What Python would walk: a string by its characters and a dict by its keys too. */
function walkable(value: Value): Iterable<Value> {
  if (typeof value === "string" || isIterable(value)) return value;
  if (isDict(value)) return Array.from(dictEntries(value), ([key]) => key);
  throw typeError(`'${className(value)}' object is not iterable`);
}
