import { textLength } from "../../../python/index.ts";
import { define } from "../../registry/definition.ts";
import { arg } from "../../registry/parameter.ts";
import { string } from "../../registry/types.ts";

/** `len` of a string. */
export const lengthFunctions = [
  define({
    name: "len",
    kind: "both",
    args: [arg("string", string)],
    doc: "The number of characters (code points).",
    example: { expr: "'abc'.len()", result: 3 },
    run: (_context, text) => textLength(text),
  }),
];
