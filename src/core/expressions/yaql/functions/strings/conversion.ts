import type { Value } from "../../../python/index.ts";
import { isInt, pyStr, typeError } from "../../../python/index.ts";
import { define } from "../../registry/definition.ts";
import { arg } from "../../registry/parameter.ts";
import { any, nullable, number } from "../../registry/types.ts";
import type { Context } from "../../runtime/context.ts";
import { className } from "../../runtime/views.ts";

/** `str`, `hex` and the question whether a value is a string. */
export const conversionFunctions = [
  define({
    name: "str",
    kind: "function",
    args: [arg("value", any)],
    doc: "The value as text: `null`, `true`, `false`, else as Python writes it (inside of lists and dicts `None`, `True`).",
    example: { expr: "[str(1.0), str(null), str([a, true])]", result: ["1.0", "null", "('a', True)"] },
    run: (_context, value) => textOf(value),
  }),
  define({
    name: "isString",
    kind: "function",
    args: [arg("arg", any)],
    doc: "Whether the value is a string.",
    example: { expr: "[isString(abc), isString(1)]", result: [true, false] },
    run: (_context, value) => typeof value === "string",
  }),
  define({
    name: "hex",
    kind: "function",
    args: [arg("num", nullable(number))],
    doc: "An int in hexadecimal digits.",
    example: { expr: "hex(255)", result: "0xff" },
    run: (_context, value) => {
      if (!isInt(value)) throw typeError(`'${className(value)}' object cannot be interpreted as an integer`);
      const digits = BigInt(value).toString(16);
      return digits.startsWith("-") ? `-0x${digits.slice(1)}` : `0x${digits}`;
    },
  }),
];

function textOf(value: Value): string {
  if (value === null) return "null";
  return typeof value === "boolean" ? String(value) : pyStr(value, "tuple");
}

/** What turns values into text as the function `str` does; a `str` that the workflow defines itself goes first. */
export function textMaker(context: Context): (value: Value) => string {
  if (!context.hasOwnFunctions) return textOf;
  return (value) => {
    const text = context.evaluation.library.callFunction(context, "str", [value]);
    if (typeof text === "string") return text;
    throw typeError(`expected str instance, ${className(text)} found`);
  };
}
