import { define } from "../../registry/definition.ts";
import { arg } from "../../registry/parameter.ts";
import { string } from "../../registry/types.ts";

/** Upper and lower case. */
export const caseFunctions = [
  define({
    name: "toUpper",
    kind: "method",
    args: [arg("string", string)],
    doc: "The string in upper case.",
    example: { expr: "'Straße'.toUpper()", result: "STRASSE" },
    run: (_context, text) => text.toUpperCase(),
  }),
  define({
    name: "toLower",
    kind: "method",
    args: [arg("string", string)],
    doc: "The string in lower case.",
    example: { expr: "'AbC'.toLower()", result: "abc" },
    run: (_context, text) => text.toLowerCase(),
  }),
];
