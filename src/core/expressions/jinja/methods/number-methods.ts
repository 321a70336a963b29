import { asFloat, normal, type Num, PyTuple, typeError, type Value } from "../../python/index.ts";
import { Float } from "../../../base/index.ts";
import { method, type Methods } from "./method.ts";

/** The methods of `int` and `bool`. */
export const intMethods: Methods<number | bigint> = new Map([
  method<number | bigint>("bit_length", [], (_evaluation, value) => magnitude(value).replace(/^0$/, "").length),
  method<number | bigint>("bit_count", [], (_evaluation, value) => magnitude(value).replaceAll("0", "").length),
  method<number | bigint>("conjugate", [], (_evaluation, value) => value),
  method<number | bigint>("as_integer_ratio", [], (_evaluation, value) => new PyTuple([value, 1])),
]);

/** The methods of `float`. */
export const floatMethods: Methods<Num> = new Map([
  method<Num>("is_integer", [], (_evaluation, value) => Number.isInteger(asFloat(value))),
  method<Num>("conjugate", [], (_evaluation, value) => value),
  method<Num>("as_integer_ratio", [], (_evaluation, value) => ratio(asFloat(value))),
  method<Num>("hex", [], (_evaluation, value) => hex(asFloat(value))),
]);

/** The attributes of `int` that are no methods. */
export function intAttribute(value: number | bigint, name: string): Value | undefined {
  switch (name) {
    case "real":
    case "numerator":
      return value;
    case "imag":
      return 0;
    case "denominator":
      return 1;
    default:
      return undefined;
  }
}

/** The attributes of `float` that are no methods. */
export function floatAttribute(value: Num, name: string): Value | undefined {
  if (name === "real") return value;
  return name === "imag" ? new Float(0) : undefined;
}

function magnitude(value: number | bigint): string {
  const big = BigInt(value);
  return (big < 0n ? -big : big).toString(2);
}

function ratio(value: number): PyTuple {
  if (!Number.isFinite(value)) {
    throw typeError(`cannot convert ${Number.isNaN(value) ? "NaN" : "Infinity"} to integer ratio`);
  }
  let numerator = value;
  let denominator = 1n;
  while (!Number.isInteger(numerator)) {
    numerator *= 2;
    denominator *= 2n;
  }
  return new PyTuple([normal(BigInt(numerator)), normal(denominator)]);
}

function hex(value: number): string {
  if (Number.isNaN(value)) return "nan";
  const sign = value < 0 || Object.is(value, -0) ? "-" : "";
  const size = Math.abs(value);
  if (size === Infinity) return `${sign}inf`;
  if (size === 0) return `${sign}0x0.0p+0`;
  const bits = new DataView(new ArrayBuffer(8));
  bits.setFloat64(0, size);
  const raw = bits.getBigUint64(0);
  const exponent = Number(raw >> 52n);
  const fraction = (raw & 0xfffffffffffffn).toString(16).padStart(13, "0");
  const power = exponent === 0 ? -1022 : exponent - 1023;
  return `${sign}0x${exponent === 0 ? 0 : 1}.${fraction}p${power < 0 ? "-" : "+"}${Math.abs(power)}`;
}
