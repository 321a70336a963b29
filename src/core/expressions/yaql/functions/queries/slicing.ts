import type { Value } from "../../../python/index.ts";
import { equals, PyIterator, PyList } from "../../../python/index.ts";
import type { FunctionDefinition } from "../../registry/definition.ts";
import { define } from "../../registry/definition.ts";
import { lazily } from "../../registry/items.ts";
import { lambda, predicate } from "../../registry/lazy-types.ts";
import { arg } from "../../registry/parameter.ts";
import { int, iterable } from "../../registry/types.ts";
import { taking } from "./selecting.ts";

/** A collection is cut into lists. */
export const slicingFunctions: readonly FunctionDefinition[] = [
  define({
    name: "slice",
    kind: "method",
    args: [arg("collection", iterable), arg("length", int)],
    doc: "Lists of `length` items; the last may be shorter.",
    example: { expr: "range(5).slice(2)", result: [[0, 1], [2, 3], [4]] },
    run: (_context, collection, length) =>
      lazily(function* () {
        const source = new PyIterator(collection[Symbol.iterator]());
        for (;;) {
          const items = [...taking(source, length)()];
          if (items.length === 0) return;
          yield items;
        }
      }),
  }),
  define({
    name: "splitWhere",
    kind: "method",
    args: [arg("collection", iterable), arg("predicate", predicate)],
    doc: "The lists between the items for which the predicate is true.",
    example: { expr: "[1, 0, 2, 3, 0].splitWhere($ = 0)", result: [[1], [2, 3]] },
    run: (_context, collection, isSeparator) =>
      lazily(function* () {
        const items = [...collection];
        let piece: Value[] = [];
        for (const item of items) {
          if (isSeparator(item)) {
            yield piece;
            piece = [];
          } else piece.push(item);
        }
        if (piece.length > 0) yield piece;
      }),
  }),
  define({
    name: "sliceWhere",
    kind: "method",
    args: [arg("collection", iterable), arg("predicate", lambda)],
    doc: "Lists of neighbours for which the predicate gives the same value.",
    example: { expr: "[1, 2, 7, 8, 3].sliceWhere($ > 5)", result: [[1, 2], [7, 8], [3]] },
    run: (_context, collection, selector) =>
      lazily(function* () {
        const items = [...collection];
        let piece: Value[] = [];
        let last: Value | undefined;
        for (const item of items) {
          const value = selector(item);
          if (last !== undefined && !equals(value, last)) {
            yield piece;
            piece = [];
          }
          piece.push(item);
          last = value;
        }
        if (piece.length > 0) yield piece;
      }),
  }),
  define({
    name: "splitAt",
    kind: "method",
    args: [arg("collection", iterable), arg("index", int)],
    doc: "Two lists: the items before a place, and the rest; a negative place counts from the end.",
    example: { expr: "[1, 2, 3].splitAt(1)", result: [[1], [2, 3]] },
    run: (_context, collection, index) => {
      const items = [...collection];
      return new PyList([items.slice(0, Number(index)), items.slice(Number(index))]);
    },
  }),
];
