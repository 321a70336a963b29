import { Float, float } from "../../../base/index.ts";
import { PyError } from "../values/error.ts";
import { isInt } from "../values/value.ts";
import type { Num } from "../values/value.ts";
import { floatOperand } from "./arithmetic.ts";
import { bitLength, normal } from "./integer.ts";

/**
 * `a / b`: always a float, correctly rounded for big integers too.
 *
 * @throws PyError ZeroDivisionError, OverflowError
 */
export function trueDivide(a: Num, b: Num): Num {
  if (isInt(a) && isInt(b)) {
    if (Number(b) === 0) throw zeroDivision("division by zero");
    return float(typeof a === "number" && typeof b === "number" ? a / b : divideBig(BigInt(a), BigInt(b)));
  }
  const dividend = floatOperand(a);
  const divisor = floatOperand(b);
  if (divisor === 0) throw zeroDivision("float division by zero");
  return float(dividend / divisor);
}

/**
 * `a // b`: rounds down.
 *
 * @throws PyError ZeroDivisionError
 */
export function floorDivide(a: Num, b: Num): Num {
  if (isInt(a) && isInt(b)) {
    if (Number(b) === 0) throw zeroDivision("integer division or modulo by zero");
    if (typeof a === "number" && typeof b === "number") return intFloor(a, b);
    return normal(floorBig(BigInt(a), BigInt(b)));
  }
  const x = floatOperand(a);
  const y = floatOperand(b);
  if (y === 0) throw zeroDivision("float floor division by zero");
  const remainder = x % y;
  const quotient = (x - remainder) / y - (remainder !== 0 && remainder < 0 !== y < 0 ? 1 : 0);
  if (quotient === 0) return new Float(x / y < 0 || Object.is(x / y, -0) ? -0 : 0);
  const floor = Math.floor(quotient);
  return float(quotient - floor > 0.5 ? floor + 1 : floor);
}

/**
 * `a % b`: the result has the sign of the right operand.
 *
 * @throws PyError ZeroDivisionError
 */
export function modulo(a: Num, b: Num): Num {
  if (isInt(a) && isInt(b)) {
    if (Number(b) === 0) throw zeroDivision("integer modulo by zero");
    if (typeof a === "number" && typeof b === "number") return intModulo(a, b);
    const divisor = BigInt(b);
    return normal(BigInt(a) - floorBig(BigInt(a), divisor) * divisor);
  }
  const x = floatOperand(a);
  const y = floatOperand(b);
  if (y === 0) throw zeroDivision("float modulo");
  return float(floatModulo(x, y));
}

/** The quotient of big integers, rounded down. */
export function floorBig(a: bigint, b: bigint): bigint {
  const quotient = a / b;
  return a % b !== 0n && a < 0n !== b < 0n ? quotient - 1n : quotient;
}

function intFloor(a: number, b: number): number {
  const remainder = a % b;
  const quotient = (a - remainder) / b;
  return (remainder !== 0 && remainder < 0 !== b < 0 ? quotient - 1 : quotient) + 0;
}

function intModulo(a: number, b: number): number {
  const remainder = a % b;
  return (remainder !== 0 && remainder < 0 !== b < 0 ? remainder + b : remainder) + 0;
}

function floatModulo(a: number, b: number): number {
  const remainder = a % b;
  if (remainder === 0) return b < 0 ? -0 : 0;
  return remainder < 0 !== b < 0 ? remainder + b : remainder;
}

/** Scales so that the integer quotient has 66 bits or more, folds the remainder into its last bit, and rounds once. */
function divideBig(a: bigint, b: bigint): number {
  const shift = Math.max(0, bitLength(b) - bitLength(a) + 66);
  const scaled = (a < 0n ? -a : a) << BigInt(shift);
  const divisor = b < 0n ? -b : b;
  let quotient = scaled / divisor;
  if (quotient * divisor !== scaled) quotient |= 1n;
  const half = Math.floor(shift / 2);
  const value = Number(quotient) / 2 ** half / 2 ** (shift - half);
  if (!Number.isFinite(value)) throw new PyError("OverflowError", "integer division result too large for a float");
  return a < 0n === b < 0n ? value : -value;
}

function zeroDivision(message: string): PyError {
  return new PyError("ZeroDivisionError", message);
}
