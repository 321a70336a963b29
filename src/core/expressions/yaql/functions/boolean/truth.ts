import { isTrue } from "../../../python/index.ts";
import { define } from "../../registry/definition.ts";
import { arg } from "../../registry/parameter.ts";
import { any } from "../../registry/types.ts";

/** `bool` and `isBoolean`. */
export const truthFunctions = [
  define({
    name: "bool",
    kind: "function",
    args: [arg("value", any)],
    doc: "The truth of a value: null, false, zero and whatever is empty are false; an iterator is always true.",
    example: { expr: "[bool(0), bool([1]), bool('')]", result: [false, true, false] },
    run: (_context, value) => isTrue(value),
  }),
  define({
    name: "isBoolean",
    kind: "function",
    args: [arg("value", any)],
    doc: "Whether the value is true or false.",
    example: { expr: "[isBoolean(false), isBoolean(0)]", result: [true, false] },
    run: (_context, value) => typeof value === "boolean",
  }),
];
