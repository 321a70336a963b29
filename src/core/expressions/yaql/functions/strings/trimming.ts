import { strip, stripLeft, stripRight } from "../../../python/index.ts";
import type { FunctionDefinition } from "../../registry/definition.ts";
import { define } from "../../registry/definition.ts";
import { arg, defaulted } from "../../registry/parameter.ts";
import { bool, nullable, string } from "../../registry/types.ts";

const chars = defaulted("chars", nullable(string), null);

/** White space (or other characters) at the ends of a string. */
export const trimmingFunctions: readonly FunctionDefinition[] = [
  trimming("trim", "both ends", strip, "'  abc '.trim()", "abc"),
  trimming("trimLeft", "the beginning", stripLeft, "'aabaa'.trimLeft(a)", "baa"),
  trimming("trimRight", "the end", stripRight, "'aabaa'.trimRight(a)", "aab"),
  define({
    name: "norm",
    kind: "both",
    args: [arg("string", nullable(string)), chars],
    doc: "The string trimmed; null when nothing is left.",
    example: { expr: "[norm(' a '), norm('  ')]", result: ["a", null] },
    run: (_context, text, stripped) => (text === null ? null : strip(text, stripped) || null),
  }),
  define({
    name: "isEmpty",
    kind: "both",
    args: [arg("string", nullable(string)), defaulted("trim", bool, true), chars],
    doc: "Whether the string is null or (trimmed, unless `trim` is false) empty.",
    example: { expr: "[isEmpty('  '), isEmpty('  ', false), isEmpty(null)]", result: [true, false, true] },
    run: (_context, text, isTrimmed, stripped) => text === null || (isTrimmed ? strip(text, stripped) : text) === "",
  }),
];

function trimming(
  name: string,
  where: string,
  trim: (text: string, stripped: string | null) => string,
  expr: string,
  result: string,
): FunctionDefinition {
  return define({
    name,
    kind: "method",
    args: [arg("string", string), chars],
    doc: `The string without the given characters, or white space, at ${where}.`,
    example: { expr, result },
    run: (_context, text, stripped) => trim(text, stripped),
  });
}
