import { define } from "../../registry/definition.ts";
import { lazily } from "../../registry/items.ts";
import { scopedLambda } from "../../registry/lazy-types.ts";
import { arg, optional } from "../../registry/parameter.ts";
import { string } from "../../registry/types.ts";
import { matchContext } from "./groups.ts";
import { regex } from "./type.ts";

/** What a regular expression finds. */
export const searchingFunctions = [
  define({
    name: "search",
    kind: "method",
    args: [arg("regexp", regex), arg("string", string), optional("selector", scopedLambda)],
    doc:
      "The text of the first match, or what the selector makes of it; null when there is none. In the selector `$` is the " +
      "match and `$2` its first group, as dicts of `value`, `start` and `end`.",
    example: { expr: "regex('b(c)').search(abc, [$.value, $2.start])", result: ["bc", 2] },
    run: (context, expression, text, selector) => {
      const match = expression.search(text, context.evaluation.meter);
      if (match === null) return null;
      return selector === undefined ? match.group(0) : selector(matchContext(context, expression, match));
    },
  }),
  define({
    name: "searchAll",
    kind: "method",
    args: [arg("regexp", regex), arg("string", string), optional("selector", scopedLambda)],
    doc: "The texts of all matches, or what the selector makes of them, lazily.",
    example: { expr: "regex('[a-z]').searchAll('1a2b')", result: ["a", "b"] },
    run: (context, expression, text, selector) =>
      lazily(function* () {
        for (const match of expression.findAll(text, context.evaluation.meter)) {
          yield selector === undefined ? match.group(0) : selector(matchContext(context, expression, match));
        }
      }),
  }),
];
