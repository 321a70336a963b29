import type { Value } from "../../../python/index.ts";
import { isArray, PyIterator } from "../../../python/index.ts";
import { define } from "../../registry/definition.ts";
import { lazily } from "../../registry/items.ts";
import { arg, rest } from "../../registry/parameter.ts";
import { any, isIterable, isSequence, iterable } from "../../registry/types.ts";

/** Lists are made, recognized and flattened. */
export const listFunctions = [
  define({
    name: "list",
    kind: "function",
    args: [rest("args", any)],
    doc: "A list of the arguments; the items of an iterator take its place, a list stays one item.",
    example: { expr: "list(1, range(2), [3])", result: [1, 0, 1, [3]] },
    run: (context, args) => {
      const items = [...spliced(args)];
      context.evaluation.meter.walk(items.length);
      return items;
    },
  }),
  define({
    name: "#list",
    kind: "function",
    args: [rest("args", any)],
    doc: "A list of the items between the brackets.",
    example: { expr: "[1, a, null]", result: [1, "a", null] },
    run: (_context, args) => args,
  }),
  define({
    name: "toList",
    kind: "method",
    args: [arg("collection", iterable)],
    doc: "A list of all items.",
    example: { expr: "range(3).toList()", result: [0, 1, 2] },
    run: (_context, collection) => (isArray(collection) ? collection : [...collection]),
  }),
  define({
    name: "flatten",
    kind: "method",
    args: [arg("collection", iterable)],
    doc: "The items of all nested collections; strings and dicts are items.",
    example: { expr: "[1, [2, [3]]].flatten()", result: [1, 2, 3] },
    run: (_context, collection) => lazily(() => flat(collection)),
  }),
  define({
    name: "isList",
    kind: "function",
    args: [arg("arg", any)],
    doc: "Whether the value is a list; an iterator is none.",
    example: { expr: "[isList([]), isList(range(2))]", result: [true, false] },
    run: (_context, value) => isSequence(value),
  }),
];

/** The arguments, with the items of iterators in their place at any depth. */
export function* spliced(args: Iterable<Value>): Generator<Value, undefined> {
  for (const value of args) {
    if (value instanceof PyIterator) yield* spliced(value);
    else yield value;
  }
}

/** With a stack of its own: an item out of a deep nest would pass through as many generators otherwise. */
function* flat(collection: Iterable<Value>): Generator<Value, undefined> {
  const open: Iterator<Value>[] = [collection[Symbol.iterator]()];
  for (let source = open.at(-1); source !== undefined; source = open.at(-1)) {
    const step = source.next();
    if (step.done === true) open.pop();
    else if (isIterable(step.value)) open.push(step.value[Symbol.iterator]());
    else yield step.value;
  }
}
