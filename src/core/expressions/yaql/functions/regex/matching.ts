import type { Value } from "../../../python/index.ts";
import { compileRegex, noFlags } from "../../../python/index.ts";
import type { FunctionDefinition } from "../../registry/definition.ts";
import { define } from "../../registry/definition.ts";
import { arg } from "../../registry/parameter.ts";
import { string } from "../../registry/types.ts";
import type { Context } from "../../runtime/context.ts";
import { regex } from "./type.ts";

/** Whether a regular expression is found in a string. */
export const matchingFunctions: readonly FunctionDefinition[] = [
  define({
    name: "matches",
    kind: "method",
    args: [arg("regexp", regex), arg("string", string)],
    doc: "Whether the regular expression is found anywhere in the string.",
    example: { expr: "regex('b+').matches(abbc)", result: true },
    run: (context, expression, text) => expression.search(text, context.evaluation.meter) !== null,
  }),
  define({
    name: "matches",
    kind: "method",
    args: [arg("string", string), arg("regexp", string)],
    doc: "Whether the pattern is found anywhere in the string.",
    example: { expr: "abbc.matches('b+')", result: true },
    run: (context, text, pattern) => isFound(context, text, pattern),
  }),
  ...operator("=~", "Whether the right side is found in the left one.", true),
  ...operator("!~", "Whether the right side is not found in the left one.", false),
];

function operator(symbol: string, doc: string, wanted: boolean): FunctionDefinition[] {
  const name = `#operator_${symbol}`;
  const result: Value = wanted;
  return [
    define({
      name,
      kind: "function",
      args: [arg("string", string), arg("regexp", regex)],
      doc,
      example: { expr: `abbc ${symbol} regex('b+')`, result },
      run: (context, text, expression) => (expression.search(text, context.evaluation.meter) !== null) === wanted,
    }),
    define({
      name,
      kind: "function",
      args: [arg("string", string), arg("pattern", string)],
      doc,
      example: { expr: `abbc ${symbol} 'b+'`, result },
      run: (context, text, pattern) => isFound(context, text, pattern) === wanted,
    }),
  ];
}

function isFound(context: Context, text: string, pattern: string): boolean {
  return compileRegex(pattern, noFlags).search(text, context.evaluation.meter) !== null;
}
