import { floatDigits } from "../numbers/float-digits.ts";
import type { FloatStyle } from "../numbers/float-digits.ts";
import { floatOperand } from "../numbers/arithmetic.ts";
import { PyError, valueError } from "../values/error.ts";
import type { Meter } from "../values/meter.ts";
import { layOutNumber, layOutText, signText } from "./layout.ts";
import { unknownCode } from "./spec.ts";
import type { FormatSpec } from "./spec.ts";

const radixes: Record<string, number> = { b: 2, o: 8, x: 16, X: 16 };

/**
 * `format(value, spec)` of an int.
 *
 * @param typeName `int` or `bool`, for the texts of errors
 * @throws PyError ValueError, OverflowError
 */
export function formatInt(value: number | bigint, spec: FormatSpec, typeName: string, meter: Meter): string {
  const { type } = spec;
  if (type !== "" && "eEfFgG%".includes(type)) return formatFloat(floatOperand(value), spec, meter);
  if (type !== "" && !"dnboxXc".includes(type)) throw unknownCode(type, typeName);
  if (spec.precision >= 0) throw valueError("Precision not allowed in integer format specifier");
  if (spec.noNegativeZero) throw valueError("Negative zero coercion (z) not allowed in integer format specifier");
  if (type === "c") return formatCharacter(value, spec, meter);
  const radix = radixes[type] ?? 10;
  const digits = String(value).replace("-", "");
  const shown = radix === 10 ? digits : BigInt(digits).toString(radix);
  const prefix = spec.alternate && radix !== 10 ? `0${type}` : "";
  return layOutNumber(
    { sign: signText(spec, value < 0), prefix, digits: type === "X" ? shown.toUpperCase() : shown, rest: "" },
    spec,
    radix === 10 ? 3 : 4,
    meter,
  );
}

/**
 * `format(value, spec)` of a float.
 *
 * @throws PyError ValueError
 */
export function formatFloat(value: number, spec: FormatSpec, meter: Meter): string {
  const { type } = spec;
  if (type !== "" && !"eEfFgGn%".includes(type)) throw unknownCode(type, "float");
  const lower = type.toLowerCase();
  const style: FloatStyle = lower === "" ? "r" : lower === "%" ? "f" : lower === "n" ? "g" : (lower as FloatStyle);
  const precision = spec.precision < 0 && style !== "r" ? 6 : spec.precision;
  meter.size(precision);
  const scaled = type === "%" ? value * 100 : value;
  let text = Number.isFinite(scaled)
    ? floatDigits(Math.abs(scaled), style, precision, spec.alternate)
    : Number.isNaN(scaled)
      ? "nan"
      : "inf";
  let negative = scaled < 0 || Object.is(scaled, -0);
  if (spec.noNegativeZero && negative && !/[1-9i]/.test(text.replace(/e.*/, ""))) negative = false;
  if (type === "E" || type === "F" || type === "G") text = text.toUpperCase();
  if (type === "%") text += "%";
  const whole = /^[0-9]*/.exec(text)?.[0] ?? "";
  const parts = { sign: signText(spec, negative), prefix: "", digits: whole, rest: text.slice(whole.length) };
  return layOutNumber(parts, spec, 3, meter);
}

function formatCharacter(value: number | bigint, spec: FormatSpec, meter: Meter): string {
  if (spec.sign !== "") throw valueError("Sign not allowed with integer format specifier 'c'");
  if (spec.alternate) throw valueError("Alternate form (#) not allowed with integer format specifier 'c'");
  if (BigInt.asIntN(64, BigInt(value)) !== BigInt(value)) {
    throw new PyError("OverflowError", "Python int too large to convert to C long");
  }
  if (value < 0 || value > 0x10ffff) throw new PyError("OverflowError", "%c arg not in range(0x110000)");
  return layOutText(String.fromCodePoint(Number(value)), spec, meter);
}
