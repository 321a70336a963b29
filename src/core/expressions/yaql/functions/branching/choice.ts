import type { Value } from "../../../python/index.ts";
import { isTrue } from "../../../python/index.ts";
import { define } from "../../registry/definition.ts";
import { lazily } from "../../registry/items.ts";
import { lambda, rule } from "../../registry/lazy-types.ts";
import { arg, rest } from "../../registry/parameter.ts";
import { int } from "../../registry/types.ts";

/** Functions that evaluate only some of their arguments. */
export const choiceFunctions = [
  define({
    name: "switch",
    kind: "function",
    withoutKeywords: true,
    args: [rest("args", rule)],
    doc: "The value beside the first condition that is true; null when there is none.",
    example: { expr: "switch($ < 0 => negative, $ > 0 => positive, true => zero)", data: 3, result: "positive" },
    run: (_context, rules) => {
      for (const { source, destination } of rules) if (isTrue(source())) return destination();
      return null;
    },
  }),
  define({
    name: "selectCase",
    kind: "function",
    args: [rest("args", lambda)],
    doc: "The index of the first condition that is true; the number of conditions when there is none.",
    example: { expr: "selectCase($ < 10, $ < 100)", data: 50, result: 1 },
    run: (_context, conditions) => {
      const index = conditions.findIndex((condition) => isTrue(condition()));
      return index === -1 ? conditions.length : index;
    },
  }),
  define({
    name: "selectAllCases",
    kind: "function",
    args: [rest("args", lambda)],
    doc: "The indexes of all conditions that are true, lazily.",
    example: { expr: "selectAllCases($ > 10, $ > 20, $ > 100)", data: 50, result: [0, 1] },
    run: (_context, conditions) =>
      lazily(function* () {
        for (const [index, condition] of conditions.entries()) if (isTrue(condition())) yield index;
      }),
  }),
  define({
    name: "examine",
    kind: "function",
    args: [rest("args", lambda)],
    doc: "The truth of each argument, lazily.",
    example: { expr: "examine($ > 10, '')", data: 50, result: [true, false] },
    run: (_context, conditions) =>
      lazily(function* () {
        for (const condition of conditions) yield isTrue(condition());
      }),
  }),
  define({
    name: "switchCase",
    kind: "method",
    args: [arg("case", int), rest("args", lambda)],
    doc: "The argument with the index that the receiver is; the last one when there is none.",
    example: { expr: "1.switchCase(a, b, c)", result: "b" },
    run: (_context, index, choices) => {
      const chosen = index >= 0 && index < choices.length ? choices[Number(index)] : choices.at(-1);
      return chosen === undefined ? null : chosen();
    },
  }),
  define({
    name: "coalesce",
    kind: "function",
    args: [rest("args", lambda)],
    doc: "The first argument that is not null; the others are not evaluated.",
    example: { expr: "coalesce($.get(a), $.get(b), 'none')", data: { b: 2 }, result: 2 },
    run: (_context, choices): Value => {
      for (const choice of choices) {
        const value = choice();
        if (value !== null) return value;
      }
      return null;
    },
  }),
];
