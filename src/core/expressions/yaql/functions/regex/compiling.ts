import { compileRegex, escapeRegex, noFlags, PyRegex } from "../../../python/index.ts";
import { define } from "../../registry/definition.ts";
import { arg, defaulted } from "../../registry/parameter.ts";
import { any, bool, nullable, string } from "../../registry/types.ts";

/** Making regular expressions. */
export const compilingFunctions = [
  define({
    name: "regex",
    kind: "function",
    args: [
      arg("pattern", string),
      defaulted("ignoreCase", nullable(bool), false),
      defaulted("multiLine", nullable(bool), false),
      defaulted("dotAll", nullable(bool), false),
    ],
    doc:
      "A compiled regular expression. `multiLine` lets `^` and `$` match at each line, `dotAll` lets `.` match a " +
      "newline too.",
    example: { expr: "regex('a.c', ignoreCase => true).matches(ABC)", result: true },
    run: (_context, pattern, ignoreCase, multiLine, dotAll) =>
      compileRegex(pattern, {
        ...noFlags,
        ignoreCase: ignoreCase === true,
        multiLine: multiLine === true,
        dotAll: dotAll === true,
      }),
  }),
  define({
    name: "escapeRegex",
    kind: "function",
    args: [arg("string", string)],
    doc: "The string as a pattern that matches nothing but it.",
    example: { expr: "escapeRegex('a.b')", result: "a\\.b" },
    run: (_context, text) => escapeRegex(text),
  }),
  define({
    name: "isRegex",
    kind: "function",
    args: [arg("value", any)],
    doc: "Whether the value is a compiled regular expression.",
    example: { expr: "[isRegex(regex(a)), isRegex(a)]", result: [true, false] },
    run: (_context, value) => value instanceof PyRegex,
  }),
];
