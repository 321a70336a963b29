import type { PyRegex, Value } from "../../../python/index.ts";
import { PyList } from "../../../python/index.ts";
import { define } from "../../registry/definition.ts";
import { arg, defaulted } from "../../registry/parameter.ts";
import { int, string } from "../../registry/types.ts";
import type { Context } from "../../runtime/context.ts";
import { regex } from "./type.ts";

/** `split` at what a regular expression finds. */
export const splittingFunctions = [
  define({
    name: "split",
    kind: "method",
    args: [arg("regexp", regex), arg("string", string), defaulted("maxSplit", int, 0)],
    doc: "The pieces between the matches, and between them the groups of each; at most `maxSplit` splits, 0 for no limit.",
    example: { expr: "regex('[,;]').split('a,b;c')", result: ["a", "b", "c"] },
    run: split,
  }),
  define({
    name: "split",
    kind: "method",
    args: [arg("string", string), arg("regexp", regex), defaulted("maxSplit", int, 0)],
    doc: "The same with the string in front.",
    example: { expr: "'a,b;c'.split(regex('[,;]'))", result: ["a", "b", "c"] },
    run: (context, text, expression, maxSplit) => split(context, expression, text, maxSplit),
  }),
];

function split(context: Context, expression: PyRegex, text: string, maxSplit: number | bigint): Value {
  return new PyList(expression.split(text, Number(maxSplit), context.evaluation.meter));
}
