import type { Value } from "../../../python/index.ts";
import { isArray, isSame, PyError, PyIterator, PyList, PySet } from "../../../python/index.ts";
import { define } from "../../registry/definition.ts";
import { lazily } from "../../registry/items.ts";
import { arg } from "../../registry/parameter.ts";
import type { Collection, Sequence } from "../../registry/types.ts";
import { any, int, iterable, sequence } from "../../registry/types.ts";
import type { Context } from "../../runtime/context.ts";
import { isSetLike } from "../../runtime/views.ts";

/** What can be asked of a list, and the operators. */
export const sequenceFunctions = [
  define({
    name: "len",
    kind: "both",
    args: [arg("sequence", sequence)],
    doc: "The number of items.",
    example: { expr: "[1, 2].len()", result: 2 },
    run: (_context, list) => itemsOf(list).length,
  }),
  define({
    name: "#indexer",
    kind: "function",
    args: [arg("list", sequence), arg("index", int)],
    doc: "The item at a place; a negative one counts from the end.",
    example: { expr: "[a, b, c][-1]", result: "c" },
    run: (_context, list, index) => {
      const items = itemsOf(list);
      const item = items[index < 0 ? items.length + Number(index) : Number(index)];
      if (item === undefined)
        throw new PyError("IndexError", `${list instanceof PyList ? "list" : "tuple"} index out of range`);
      return item;
    },
  }),
  define({
    name: "#operator_in",
    kind: "function",
    args: [arg("value", any), arg("collection", iterable)],
    doc: "Whether the value is one of the items; an iterator is consumed.",
    example: { expr: "2 in [1, 2]", result: true },
    run: (_context, value, collection) => holds(collection, value),
  }),
  define({
    name: "contains",
    kind: "method",
    args: [arg("collection", iterable), arg("value", any)],
    doc: "Whether the value is one of the items.",
    example: { expr: "[1, 2].contains(3)", result: false },
    run: (_context, collection, value) => holds(collection, value),
  }),
  define({
    name: "#operator_+",
    kind: "function",
    args: [arg("left", iterable), arg("right", iterable)],
    doc: "The items of both: of two lists a list, of two sets their union, else an iterator.",
    example: { expr: "[1] + [2, 1]", result: [1, 2, 1] },
    run: (context, left, right) => {
      if (isArray(left) && isArray(right)) {
        context.evaluation.meter.size(left.length + right.length);
        return [...left, ...right];
      }
      if (left instanceof PySet && right instanceof PySet) return new PySet("tuple", [...left, ...right], true);
      return lazily(function* () {
        yield* left;
        yield* right;
      }, "itertools.chain");
    },
  }),
  define({
    name: "#operator_*",
    kind: "function",
    args: [arg("left", sequence), arg("right", int)],
    doc: "The list repeated.",
    example: { expr: "[1, 2] * 2", result: [1, 2, 1, 2] },
    run: (context, list, times) => repeated(list, times, context),
  }),
  define({
    name: "#operator_*",
    kind: "function",
    args: [arg("left", int), arg("right", sequence)],
    doc: "The list repeated.",
    example: { expr: "2 * [0]", result: [0, 0] },
    run: (context, times, list) => repeated(list, times, context),
  }),
];

/** The items of a list of either kind. */
export function itemsOf(list: Sequence): readonly Value[] {
  return list instanceof PyList ? list.items : list;
}

/**
 * Whether a collection holds a value; an iterator is taken from until it does.
 *
 * @throws PyError TypeError when a set is asked for a value that is not hashable
 */
function holds(collection: Collection, value: Value): boolean {
  if (isSetLike(collection)) return collection.has(value);
  if (collection instanceof PyIterator) {
    for (const item of collection) if (isSame(item, value)) return true;
    return false;
  }
  return itemsOf(collection).some((item) => isSame(item, value));
}

function repeated(list: Sequence, times: number | bigint, context: Context): Value {
  const items = itemsOf(list);
  const count = Math.max(0, Number(times));
  context.evaluation.meter.size(items.length * count);
  const all: Value[] = [];
  for (let i = 0; items.length > 0 && i < count; i++) for (const item of items) all.push(item);
  return list instanceof PyList ? new PyList(all) : all;
}
