import type { Value } from "../../../python/index.ts";
import { define } from "../../registry/definition.ts";
import { ownName } from "../../registry/own-name.ts";
import { body, scopedLambda } from "../../registry/lazy-types.ts";
import { arg, keywords, rest } from "../../registry/parameter.ts";
import { any, contextValue, iterable, string } from "../../registry/types.ts";
import { valueError } from "../../../python/index.ts";

/** Variables and functions of one's own, and the operator that uses them. */
export const contextFunctions = [
  define({
    name: "let",
    kind: "function",
    args: [rest("args", any), keywords("kwargs", any)],
    doc: "Sets variables for the right side of `->`: `$1`, `$2` by position, `$name` by keyword.",
    example: { expr: "let(a => 2, b => 3) -> $a * $b", result: 6 },
    run: (context, args, named) => {
      const inner = context.child();
      args.forEach((value, i) => inner.set(String(i + 1), value));
      for (const [name, value] of named) inner.set(name, value);
      return inner;
    },
  }),
  define({
    name: "with",
    kind: "function",
    args: [rest("args", any)],
    doc: "Sets `$1`, `$2` and so on for the right side of `->`.",
    example: { expr: "with('a', 'b') -> $1 + $2", result: "ab" },
    run: (context, args) => {
      const inner = context.child();
      args.forEach((value, i) => inner.set(String(i + 1), value));
      return inner;
    },
  }),
  define({
    name: "def",
    kind: "function",
    args: [arg("name", string), arg("func", body)],
    doc: "Makes a function for the right side of `->`. Its arguments are `$1`, `$2` (or by name), it may call itself.",
    example: { expr: "def(fact, switch($ < 2 => 1, true => $ * fact($ - 1))) -> fact(5)", result: 120 },
    run: (context, name, bind) => {
      const inner = context.child();
      inner.register({ name: ownName(name), body: bind(inner) });
      return inner;
    },
  }),
  define({
    name: "unpack",
    kind: "method",
    args: [arg("sequence", iterable), rest("args", string)],
    doc: "Sets a variable for each item: the given names, or `$1`, `$2` and so on.",
    example: { expr: "[1, 2].unpack(a, b) -> $a + $b", result: 3 },
    run: (context, sequence, names) => {
      const inner = context.child();
      const first: Value[] = [];
      for (const item of sequence) {
        first.push(item);
        if (first.length > names.length) break;
      }
      if (names.length === 0) {
        let index = 0;
        for (const item of sequence) inner.set(String(++index), item);
        return inner;
      }
      if (names.length !== first.length) {
        throw valueError(`Cannot unpack ${first.length} elements into ${names.length}`);
      }
      first.forEach((item, i) => inner.set(names[i] as string, item));
      return inner;
    },
  }),
  define({
    name: "#operator_->",
    kind: "function",
    args: [arg("left", contextValue), arg("right", scopedLambda)],
    doc: "Evaluates the right side with the variables and functions of the left side.",
    example: { expr: "let(x => 1) -> $x", result: 1 },
    run: (_context, left, right) => right(left),
  }),
];
