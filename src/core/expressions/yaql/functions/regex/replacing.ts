import type { PyRegex, Value } from "../../../python/index.ts";
import { readTemplate, typeError } from "../../../python/index.ts";
import { define } from "../../registry/definition.ts";
import type { ScopedLambda } from "../../registry/lazy-types.ts";
import { scopedLambda } from "../../registry/lazy-types.ts";
import { arg, defaulted } from "../../registry/parameter.ts";
import { int, string } from "../../registry/types.ts";
import type { Context } from "../../runtime/context.ts";
import { className } from "../../runtime/views.ts";
import { matchContext } from "./groups.ts";
import { regex } from "./type.ts";

const count = defaulted("count", int, 0);

/** Other text in the place of what a regular expression finds. */
export const replacingFunctions = [
  define({
    name: "replace",
    kind: "method",
    args: [arg("regexp", regex), arg("string", string), arg("repl", string), count],
    doc: "The string with the matches replaced; `\\1` and `\\g<name>` stand for groups. At most `count` of them, 0 for all.",
    example: { expr: "regex('(a)(b)').replace('abab', `\\2\\1`, 1)", result: "baab" },
    run: replace,
  }),
  define({
    name: "replace",
    kind: "method",
    args: [arg("string", string), arg("regexp", regex), arg("repl", string), count],
    doc: "The same with the string in front.",
    example: { expr: "'a1b22'.replace(regex('[0-9]+'), '#')", result: "a#b#" },
    run: (context, text, expression, template, limit) => replace(context, expression, text, template, limit),
  }),
  define({
    name: "replaceBy",
    kind: "method",
    args: [arg("regexp", regex), arg("string", string), arg("repl", scopedLambda), count],
    doc: "The string with each match replaced by what the expression makes of it; `$` is as in `search`.",
    example: { expr: "regex('[a-z]').replaceBy('a1b', $.value.toUpper())", result: "A1B" },
    run: replaceBy,
  }),
  define({
    name: "replaceBy",
    kind: "method",
    args: [arg("string", string), arg("regexp", regex), arg("repl", scopedLambda), count],
    doc: "The same with the string in front.",
    example: { expr: "'a1b'.replaceBy(regex('[a-z]'), $.value.toUpper())", result: "A1B" },
    run: (context, text, expression, selector, limit) => replaceBy(context, expression, text, selector, limit),
  }),
];

function replace(
  context: Context,
  expression: PyRegex,
  text: string,
  template: string,
  limit: number | bigint,
): string {
  return expression.replace(text, readTemplate(template, expression), Number(limit), context.evaluation.meter);
}

function replaceBy(
  context: Context,
  expression: PyRegex,
  text: string,
  selector: ScopedLambda,
  limit: number | bigint,
): string {
  let pieces = 0;
  let from = 0;
  return expression.replace(
    text,
    (match) => {
      if (match.start(0) > from) pieces++;
      from = match.end(0);
      const value: Value = selector(matchContext(context, expression, match));
      if (value === null) return "";
      if (typeof value === "string") {
        pieces++;
        return value;
      }
      throw typeError(`sequence item ${pieces}: expected str instance, ${className(value)} found`);
    },
    Number(limit),
    context.evaluation.meter,
  );
}
