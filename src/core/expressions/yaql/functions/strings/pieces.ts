import type { Value } from "../../../python/index.ts";
import { PyList, sliceText, split, splitRight, textLength } from "../../../python/index.ts";
import { define } from "../../registry/definition.ts";
import { arg, defaulted } from "../../registry/parameter.ts";
import type { Collection } from "../../registry/types.ts";
import { int, iterable, nullable, string } from "../../registry/types.ts";
import type { Context } from "../../runtime/context.ts";
import { textMaker } from "./conversion.ts";

/** Strings taken apart and put together. */
export const piecesFunctions = [
  define({
    name: "split",
    kind: "method",
    args: [arg("string", string), defaulted("separator", nullable(string), null), defaulted("maxSplits", int, -1)],
    doc: "The pieces between the separators; without separator the words between runs of white space.",
    example: { expr: "'a, b, c'.split(', ')", result: ["a", "b", "c"] },
    run: (context, text, separator, maxSplits) => list(context, split(text, separator, Number(maxSplits))),
  }),
  define({
    name: "rightSplit",
    kind: "method",
    args: [arg("string", string), defaulted("separator", nullable(string), null), defaulted("maxSplits", int, -1)],
    doc: "As `split`, but a limit counts from the right.",
    example: { expr: "'a b c'.rightSplit(null, 1)", result: ["a b", "c"] },
    run: (context, text, separator, maxSplits) => list(context, splitRight(text, separator, Number(maxSplits))),
  }),
  define({
    name: "join",
    kind: "method",
    args: [arg("sequence", iterable), arg("separator", string)],
    doc: "The items as text (as `str` makes it), with the separator between them.",
    example: { expr: "[1, null, a].join('|')", result: "1|null|a" },
    run: join,
  }),
  define({
    name: "join",
    kind: "method",
    args: [arg("separator", string), arg("sequence", iterable)],
    doc: "The same with the separator in front.",
    example: { expr: "'|'.join([1, 2])", result: "1|2" },
    run: (context, separator, items) => join(context, items, separator),
  }),
  define({
    name: "substring",
    kind: "method",
    args: [arg("string", string), arg("start", int), defaulted("length", int, -1)],
    doc: "So many characters from `start`, which counts from the end when negative; -1 takes all the rest.",
    example: { expr: "[abcdef.substring(1, 2), abcdef.substring(-2)]", result: ["bc", "ef"] },
    run: (_context, text, start, length) => {
      const size = textLength(text);
      const from = start < 0 ? Number(start) + size : Number(start);
      return sliceText(text, from, from + (length < 0 ? size : Number(length)), null);
    },
  }),
];

function list(context: Context, pieces: Value[]): Value {
  context.evaluation.meter.walk(pieces.length);
  return new PyList(pieces);
}

function join(context: Context, items: Collection, separator: string): string {
  const toText = textMaker(context);
  const { meter } = context.evaluation;
  let out = "";
  let isFirst = true;
  for (const item of items) {
    out += isFirst ? toText(item) : separator + toText(item);
    isFirst = false;
    meter.size(out.length);
  }
  return out;
}
