import { decimalDigits, scaledInteger } from "./decimal.ts";
import { floatText } from "./float-text.ts";

/** How a float is written: Python's `e`, `f`, `g`, or as `repr` does. */
export type FloatStyle = "e" | "f" | "g" | "r";

/**
 * The text of a finite, non-negative float with so many digits, correctly rounded.
 *
 * @param precision digits behind the point (`e`, `f`) or significant ones (`g`, `r`); `r` with -1 gives the shortest
 * @param alternate keeps the point and trailing zeros
 */
export function floatDigits(value: number, style: FloatStyle, precision: number, alternate: boolean): string {
  switch (style) {
    case "f": {
      const text = decimalDigits(value, precision);
      return alternate && precision === 0 ? `${text}.` : text;
    }
    case "e": {
      const { digits, exponent } = significant(value, precision + 1);
      return exponentText(digits, exponent, alternate);
    }
    case "r":
      return precision < 0 ? floatText(value) : general(value, precision, alternate, true);
    case "g":
      return general(value, precision, alternate, false);
  }
}

function general(value: number, precision: number, alternate: boolean, keepsPoint: boolean): string {
  const count = Math.max(precision, 1);
  const { digits, exponent } = significant(value, count);
  const shown = alternate ? digits : digits.replace(/0+$/, "") || "0";
  if (exponent < -4 || exponent >= (keepsPoint ? count - 1 : count)) return exponentText(shown, exponent, alternate);
  if (exponent < 0) return `0.${"0".repeat(-exponent - 1)}${shown}`;
  const whole = shown.slice(0, exponent + 1).padEnd(exponent + 1, "0");
  const fraction = shown.slice(exponent + 1);
  if (fraction !== "") return `${whole}.${fraction}`;
  if (alternate) return `${whole}.`;
  return keepsPoint ? `${whole}.0` : whole;
}

function exponentText(digits: string, exponent: number, alternate: boolean): string {
  const point = digits.length > 1 || alternate ? "." : "";
  const size = String(Math.abs(exponent)).padStart(2, "0");
  return `${digits.charAt(0)}${point}${digits.slice(1)}e${exponent < 0 ? "-" : "+"}${size}`;
}

/** The leading decimal digits of a float, and the exponent of the first. */
function significant(value: number, count: number): { digits: string; exponent: number } {
  if (value === 0) return { digits: "0".repeat(count), exponent: 0 };
  let exponent = Math.floor(Math.log10(value));
  for (;;) {
    const digits = String(scaledInteger(value, count - 1 - exponent));
    if (digits.length === count) return { digits, exponent };
    // The logarithm was off by one, or rounding carried into a new digit.
    exponent += digits.length > count ? 1 : -1;
  }
}
