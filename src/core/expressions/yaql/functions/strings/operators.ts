import { compareText, repeat } from "../../../python/index.ts";
import type { FunctionDefinition } from "../../registry/definition.ts";
import { alias, define } from "../../registry/definition.ts";
import { arg, rest } from "../../registry/parameter.ts";
import { int, string } from "../../registry/types.ts";

const concat = define({
  name: "concat",
  kind: "function",
  args: [rest("args", string)],
  doc: "The strings one after the other.",
  example: { expr: "concat(a, b, c)", result: "abc" },
  run: (context, texts) => {
    context.evaluation.meter.size(texts.reduce((sum, text) => sum + text.length, 0));
    return texts.join("");
  },
});

/** What operators do with strings. */
export const stringOperators: readonly FunctionDefinition[] = [
  concat,
  { ...alias("#operator_+", concat), example: { expr: "a + b", result: "ab" } },
  define({
    name: "#operator_*",
    kind: "function",
    args: [arg("left", string), arg("right", int)],
    doc: "The string repeated.",
    example: { expr: "ab * 2", result: "abab" },
    run: (context, text, times) => repeat(text, times, context.evaluation.meter),
  }),
  define({
    name: "#operator_*",
    kind: "function",
    args: [arg("left", int), arg("right", string)],
    doc: "The string repeated.",
    example: { expr: "2 * ab", result: "abab" },
    run: (context, times, text) => repeat(text, times, context.evaluation.meter),
  }),
  define({
    name: "#operator_in",
    kind: "function",
    args: [arg("left", string), arg("right", string)],
    doc: "Whether the right string holds the left one.",
    example: { expr: "b in abc", result: true },
    run: (_context, part, text) => text.includes(part),
  }),
  order("<", "a < b", (comparison) => comparison < 0),
  order("<=", "a <= a", (comparison) => comparison <= 0),
  order(">", "b > a", (comparison) => comparison > 0),
  order(">=", "b >= a", (comparison) => comparison >= 0),
];

function order(operator: string, expr: string, decide: (comparison: number) => boolean): FunctionDefinition {
  return define({
    name: `#operator_${operator}`,
    kind: "function",
    args: [arg("left", string), arg("right", string)],
    doc: "The order of two strings, by code point.",
    example: { expr, result: true },
    run: (_context, left, right) => decide(compareText(left, right)),
  });
}
