import { endsWith, find, findLast, startsWith, textLength } from "../../../python/index.ts";
import type { FunctionDefinition } from "../../registry/definition.ts";
import { define } from "../../registry/definition.ts";
import { arg, defaulted, rest } from "../../registry/parameter.ts";
import { int, string } from "../../registry/types.ts";

type Find = (text: string, part: string, start: number | null, stop: number | null) => number;

/** Where a part of a string is. */
export const findingFunctions: readonly FunctionDefinition[] = [
  ...search("indexOf", "first", find, "cabcdab.indexOf(ab)", 1, "cabcdab.indexOf(ab, 2, 2)", -1),
  ...search("lastIndexOf", "last", findLast, "cabcdbc.lastIndexOf(bc)", 5, "cabcdbc.lastIndexOf(bc, 2, 5)", 5),
  define({
    name: "startsWith",
    kind: "method",
    args: [arg("string", string), rest("prefixes", string)],
    doc: "Whether the string begins with one of the others.",
    example: { expr: "abcd.startsWith(xx, ab)", result: true },
    run: (_context, text, prefixes) => prefixes.some((prefix) => startsWith(text, prefix, null, null)),
  }),
  define({
    name: "endsWith",
    kind: "method",
    args: [arg("string", string), rest("suffixes", string)],
    doc: "Whether the string ends with one of the others.",
    example: { expr: "abcd.endsWith(cd, xx)", result: true },
    run: (_context, text, suffixes) => suffixes.some((suffix) => endsWith(text, suffix, null, null)),
  }),
];

function search(
  name: string,
  which: string,
  findIn: Find,
  shortExpr: string,
  shortResult: number,
  longExpr: string,
  longResult: number,
): FunctionDefinition[] {
  return [
    define({
      name,
      kind: "method",
      args: [arg("string", string), arg("sub", string), defaulted("start", int, 0)],
      doc: `The index of the ${which} place where the other string is, -1 when there is none.`,
      example: { expr: shortExpr, result: shortResult },
      run: (_context, text, part, start) => findIn(text, part, Number(start), null),
    }),
    define({
      name,
      kind: "method",
      args: [arg("string", string), arg("sub", string), arg("start", int), arg("length", int)],
      doc: `The same within so many characters from \`start\`; a negative length reaches to the end.`,
      example: { expr: longExpr, result: longResult },
      run: (_context, text, part, start, length) => {
        const size = textLength(text);
        const from = start < 0 ? Number(start) + size : Number(start);
        return findIn(text, part, from, from + (length < 0 ? size - from : Number(length)));
      },
    }),
  ];
}
