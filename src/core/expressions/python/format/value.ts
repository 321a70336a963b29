import { asFloat } from "../numbers/integer.ts";
import { PyDateTime } from "../dates/datetime.ts";
import { formatTime } from "../dates/strftime.ts";
import { pyStr } from "../protocol/repr.ts";
import { characters, textLength } from "../text/code-points.ts";
import { typeError, valueError } from "../values/error.ts";
import type { Meter } from "../values/meter.ts";
import { typeName } from "../values/type-name.ts";
import { isInt, isNumber } from "../values/value.ts";
import type { ArrayKind, Value } from "../values/value.ts";
import { layOutText } from "./layout.ts";
import { formatFloat, formatInt } from "./number.ts";
import { parseSpec, unknownCode } from "./spec.ts";

/**
 * Python's `format(value, spec)`.
 *
 * @throws PyError ValueError for a bad specification, TypeError for a value that takes none
 */
export function formatValue(value: Value, spec: string, arrays: ArrayKind, meter: Meter): string {
  if (spec === "") return pyStr(value, arrays);
  if (typeof value === "string") return formatText(value, spec, meter);
  if (typeof value === "boolean") return formatInt(Number(value), parseSpec(spec, "bool", false), "bool", meter);
  if (isInt(value)) return formatInt(value, parseSpec(spec, "int", false), "int", meter);
  if (isNumber(value)) return formatFloat(asFloat(value), parseSpec(spec, "float", false), meter);
  if (value instanceof PyDateTime) return formatTime(value, spec, meter);
  throw typeError(`unsupported format string passed to ${typeName(value, arrays)}.__format__`);
}

/** `format(text, spec)`; the precision cuts the text. */
function formatText(text: string, specText: string, meter: Meter): string {
  const spec = parseSpec(specText, "str", true);
  if (spec.type !== "s") throw unknownCode(spec.type, "str");
  if (spec.sign !== "") {
    throw valueError(`${spec.sign === " " ? "Space" : "Sign"} not allowed in string format specifier`);
  }
  if (spec.noNegativeZero) throw valueError("Negative zero coercion (z) not allowed in string format specifier");
  if (spec.alternate) throw valueError("Alternate form (#) not allowed in string format specifier");
  if (spec.align === "=") throw valueError("'=' alignment not allowed in string format specifier");
  const cut =
    spec.precision >= 0 && textLength(text) > spec.precision
      ? characters(text).slice(0, spec.precision).join("")
      : text;
  return layOutText(cut, spec, meter);
}
