import type { Value } from "../../../python/index.ts";
import { isTrue, typeError } from "../../../python/index.ts";
import type { FunctionDefinition } from "../../registry/definition.ts";
import { alias, define } from "../../registry/definition.ts";
import { lazily } from "../../registry/items.ts";
import { lambda, predicate } from "../../registry/lazy-types.ts";
import { arg, optional } from "../../registry/parameter.ts";
import type { Collection } from "../../registry/types.ts";
import { any, iterable, iterator } from "../../registry/types.ts";

type Fold = (total: Value, item: Value) => Value;

const aggregate = define({
  name: "aggregate",
  kind: "method",
  args: [arg("collection", iterable), arg("selector", lambda), optional("seed", any)],
  doc: "Folds the items into one value: `$1` is what there is so far, `$2` the next item.",
  example: { expr: "[a, b, c].aggregate($1 + '-' + $2)", result: "a-b-c" },
  run: (_context, collection, selector, seed) => fold(collection, selector, seed),
});

/** Collections become one value. */
export const aggregatingFunctions: readonly FunctionDefinition[] = [
  aggregate,
  { ...alias("reduce", aggregate), example: { expr: "[1, 2, 3].reduce($1 + $2, 10)", result: 16 } },
  define({
    name: "accumulate",
    kind: "method",
    args: [arg("collection", iterable), arg("selector", lambda), optional("seed", any)],
    doc: "The steps of a fold, beginning with the seed or the first item, lazily.",
    example: { expr: "[1, 2, 3].accumulate($1 + $2)", result: [1, 3, 6] },
    run: (_context, collection, selector, seed) => lazily(() => accumulate(collection, selector, seed)),
  }),
  folding(
    "sum",
    "The items added by the operator `+`: numbers, strings, lists or dicts.",
    "[1, 2, 3].sum()",
    6,
    "#operator_+",
  ),
  folding("max", "The greatest item.", "[1, 3, 2].max()", 3, "max"),
  folding("min", "The smallest item.", "[2, 1, 3].min()", 1, "min"),
  define({
    name: "any",
    kind: "both",
    args: [arg("collection", iterable), optional("predicate", predicate)],
    doc: "Whether the predicate is true for an item; without predicate whether there is any item.",
    example: { expr: "[[0].any(), [0].any($ > 0)]", result: [true, false] },
    run: (_context, collection, isWanted) => {
      for (const item of collection) if (isWanted === undefined || isWanted(item)) return true;
      return false;
    },
  }),
  define({
    name: "all",
    kind: "both",
    args: [arg("collection", iterable), optional("predicate", predicate)],
    doc: "Whether the predicate is true for all items; without predicate whether all items are true.",
    example: { expr: "[[1, 0].all(), [1, 2].all($ > 0)]", result: [false, true] },
    run: (_context, collection, isWanted = isTrue as never) => {
      for (const item of collection) if (!isWanted(item)) return false;
      return true;
    },
  }),
  define({
    name: "len",
    kind: "both",
    args: [arg("collection", iterator)],
    doc: "The number of items of an iterator, which is consumed.",
    example: { expr: "range(3).len()", result: 3 },
    run: (context, collection) => count(collection, () => context.evaluation.meter.step()),
  }),
  define({
    name: "count",
    kind: "method",
    args: [arg("collection", iterable)],
    doc: "The number of items; an iterator is consumed.",
    example: { expr: "[1, 2].where($ > 1).count()", result: 1 },
    run: (_context, collection) => count(collection, () => undefined),
  }),
];

function folding(name: string, doc: string, expr: string, result: number, by: string): FunctionDefinition {
  return define({
    name,
    kind: "method",
    args: [arg("collection", iterable), optional("initial", any)],
    doc,
    example: { expr, result },
    run: (context, collection, initial) => {
      const { library } = context.evaluation;
      return fold(collection, (total, item) => library.callFunction(context, by, [total, item]), initial);
    },
  });
}

/** @throws PyError TypeError when there is neither an item nor a seed */
function fold(collection: Collection, step: Fold, seed: Value | undefined): Value {
  let total = seed;
  for (const item of collection) total = total === undefined ? item : step(total, item);
  if (total === undefined) throw typeError("reduce() of empty iterable with no initial value");
  return total;
}

function* accumulate(collection: Collection, step: Fold, seed: Value | undefined): Generator<Value, undefined> {
  let total = seed;
  if (total !== undefined) yield total;
  for (const item of collection) {
    total = total === undefined ? item : step(total, item);
    yield total;
  }
  if (total === undefined) throw typeError("accumulate() of empty sequence with no initial value");
}

function count(collection: Iterable<Value>, step: () => void): number {
  let total = 0;
  for (const _item of collection) {
    total += 1;
    step();
  }
  return total;
}
