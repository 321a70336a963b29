import { Float, float } from "../../../../base/index.ts";
import type { Value } from "../../../python/index.ts";
import { asFloat, isInt, isNumber, parseFloatText, parseInteger, truncate, typeError } from "../../../python/index.ts";
import { define } from "../../registry/definition.ts";
import { arg } from "../../registry/parameter.ts";
import { any } from "../../registry/types.ts";
import { className } from "../../runtime/views.ts";

/** `int`, `float` and the questions whether a value is a number. */
export const conversionFunctions = [
  define({
    name: "int",
    kind: "function",
    args: [arg("value", any)],
    doc: "An int from a number (cut towards zero), a string, true, false or null (0).",
    example: { expr: "[int('12'), int(2.9), int(null)]", result: [12, 2, 0] },
    run: (_context, value) => toInt(value),
  }),
  define({
    name: "float",
    kind: "function",
    args: [arg("value", any)],
    doc: "A float from a number, a string, true, false or null (0.0).",
    example: { expr: "float('1.5')", result: 1.5 },
    run: (_context, value) => toFloat(value),
  }),
  define({
    name: "isInteger",
    kind: "function",
    args: [arg("value", any)],
    doc: "Whether the value is an int; true and false are none.",
    example: { expr: "[isInteger(1), isInteger(1.5), isInteger(true)]", result: [true, false, false] },
    run: (_context, value) => isInt(value),
  }),
  define({
    name: "isNumber",
    kind: "function",
    args: [arg("value", any)],
    doc: "Whether the value is an int or a float; true and false are none.",
    example: { expr: "[isNumber(1.5), isNumber('1')]", result: [true, false] },
    run: (_context, value) => isNumber(value),
  }),
];

function toInt(value: Value): Value {
  if (value === null) return 0;
  if (typeof value === "boolean") return Number(value);
  if (isInt(value)) return value;
  if (typeof value === "number") return truncate(value);
  if (value instanceof Float) return truncate(value.value);
  if (typeof value === "string") return parseInteger(value);
  throw typeError(`int() argument must be a string, a bytes-like object or a real number, not '${className(value)}'`);
}

function toFloat(value: Value): Value {
  if (value === null) return new Float(0);
  if (typeof value === "boolean" || isNumber(value)) return float(asFloat(value));
  if (typeof value === "string") return float(parseFloatText(value));
  throw typeError(`float() argument must be a string or a real number, not '${className(value)}'`);
}
