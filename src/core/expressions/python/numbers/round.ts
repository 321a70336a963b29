import { Float, float } from "../../../base/index.ts";
import { PyError, valueError } from "../values/error.ts";
import { isInt } from "../values/value.ts";
import type { Num } from "../values/value.ts";
import { asFloat, bitLength, normal } from "./integer.ts";
import { decimalDigits } from "./decimal.ts";

/**
 * `round(value, digits)`: half to even, on the exact binary value (`round(2.675, 2)` is 2.67). A float stays a float, an
 * int an int.
 *
 * @param digits digits after the point; negative rounds in front of it
 */
export function round(value: Num, digits: number): Num {
  if (isInt(value)) return roundInt(value, digits);
  const x = asFloat(value);
  if (!Number.isFinite(x) || x === 0 || digits > 323) return value;
  if (digits < -308) return new Float(x < 0 ? -0 : 0);
  const rounded = Number(decimalDigits(Math.abs(x), digits));
  if (rounded === Infinity) throw new PyError("OverflowError", "rounded value too large to represent");
  return float(x < 0 ? -rounded : rounded);
}

/**
 * `round(value)` without digits: an int, half to even.
 *
 * @throws PyError OverflowError for infinity, ValueError for NaN
 */
export function roundToInt(value: Num): number | bigint {
  return isInt(value) ? value : truncate(roundHalfEven(asFloat(value)));
}

/** The whole number nearest to a float, half to even. */
export function roundHalfEven(x: number): number {
  const floor = Math.floor(x);
  const rest = x - floor;
  if (rest < 0.5) return floor;
  if (rest > 0.5) return floor + 1;
  return floor % 2 === 0 ? floor : floor + 1;
}

/**
 * `int(x)` of a float: cut towards zero.
 *
 * @throws PyError OverflowError for infinity, ValueError for NaN
 */
export function truncate(x: number): number | bigint {
  if (Number.isNaN(x)) throw valueError("cannot convert float NaN to integer");
  if (!Number.isFinite(x)) throw new PyError("OverflowError", "cannot convert float infinity to integer");
  const whole = Math.trunc(x) + 0;
  return Number.isSafeInteger(whole) ? whole : BigInt(whole);
}

function roundInt(value: number | bigint, digits: number): number | bigint {
  if (digits >= 0) return value;
  const big = BigInt(value);
  if (-digits > bitLength(big)) return 0;
  return normal(divideHalfEven(big, 10n ** BigInt(-digits)) * 10n ** BigInt(-digits));
}

/** `a / b` for a positive `b`, rounded half to even. */
function divideHalfEven(a: bigint, b: bigint): bigint {
  let quotient = a / b;
  let rest = a % b;
  if (rest < 0n) {
    rest += b;
    quotient -= 1n;
  }
  const twice = rest * 2n;
  return twice > b || (twice === b && (quotient & 1n) === 1n) ? quotient + 1n : quotient;
}
