import type { Value } from "../../../python/index.ts";
import { isTrue } from "../../../python/index.ts";
import type { FunctionDefinition } from "../../registry/definition.ts";
import { define } from "../../registry/definition.ts";
import { lazily } from "../../registry/items.ts";
import { lambda } from "../../registry/lazy-types.ts";
import { arg } from "../../registry/parameter.ts";
import { iterable, ordered } from "../../registry/types.ts";
import { Ordered } from "../../runtime/ordered.ts";

/** Collections in another order. */
export const orderingFunctions: readonly FunctionDefinition[] = [
  orderBy(
    "orderBy",
    true,
    "The items sorted by what the selector gives; equal ones stay in their order.",
    "[2, 1, 3].orderBy($)",
    [1, 2, 3],
  ),
  orderBy("orderByDescending", false, "The items sorted downwards.", "[2, 1, 3].orderByDescending($)", [3, 2, 1]),
  thenBy("thenBy", true, "Sorts what is equal so far by another value.", ["b", "aa", "ab"]),
  thenBy("thenByDescending", false, "Sorts what is equal so far by another value, downwards.", ["b", "ab", "aa"]),
  define({
    name: "reverse",
    kind: "method",
    args: [arg("collection", iterable)],
    doc: "The items from the last to the first, as an iterator.",
    example: { expr: "[1, 2, 3].reverse()", result: [3, 2, 1] },
    run: (_context, collection) => lazily(() => [...collection].toReversed().values(), "reversed"),
  }),
];

function orderBy(
  name: string,
  isAscending: boolean,
  doc: string,
  expr: string,
  result: readonly number[],
): FunctionDefinition {
  return define({
    name,
    kind: "method",
    args: [arg("collection", iterable), arg("selector", lambda)],
    doc: `${doc} Null comes first.`,
    example: { expr, result },
    run: (context, collection, select) => {
      const { library } = context.evaluation;
      const compare = (operator: string) => (a: Value, b: Value) =>
        isTrue(library.callFunction(context, operator, [a, b]));
      const result = new Ordered(collection, compare("#operator_<"), compare("#operator_>"));
      result.fields.push({ select, isAscending });
      return result;
    },
  });
}

function thenBy(name: string, isAscending: boolean, doc: string, result: readonly string[]): FunctionDefinition {
  return define({
    name,
    kind: "method",
    args: [arg("collection", ordered), arg("selector", lambda)],
    doc: `${doc} Only on the result of \`orderBy\`, which it changes.`,
    example: { expr: `[ab, b, aa].orderBy($.len()).${name}($)`, result },
    run: (_context, collection, select) => {
      collection.fields.push({ select, isAscending });
      return collection;
    },
  });
}
