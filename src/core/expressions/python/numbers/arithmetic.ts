import { Float, float } from "../../../base/index.ts";
import { charge } from "../values/charge.ts";
import { PyError } from "../values/error.ts";
import { isInt } from "../values/value.ts";
import type { Num } from "../values/value.ts";
import { asFloat, normal } from "./integer.ts";

/** `a + b` */
export function add(a: Num, b: Num): Num {
  if (typeof a === "number" && typeof b === "number") {
    const sum = a + b;
    if (!Number.isInteger(sum)) return sum;
    if (!Number.isInteger(a) || !Number.isInteger(b)) return new Float(sum);
    return Number.isSafeInteger(sum) ? sum : BigInt(a) + BigInt(b);
  }
  if (isInt(a) && isInt(b)) return normal(BigInt(a) + BigInt(b));
  return float(floatOperand(a) + floatOperand(b));
}

/** `a - b` */
export function subtract(a: Num, b: Num): Num {
  if (typeof a === "number" && typeof b === "number") {
    const difference = a - b;
    if (!Number.isInteger(difference)) return difference;
    if (!Number.isInteger(a) || !Number.isInteger(b)) return new Float(difference);
    return Number.isSafeInteger(difference) ? difference : BigInt(a) - BigInt(b);
  }
  if (isInt(a) && isInt(b)) return normal(BigInt(a) - BigInt(b));
  return float(floatOperand(a) - floatOperand(b));
}

/** `a * b` */
export function multiply(a: Num, b: Num): Num {
  if (typeof a === "number" && typeof b === "number") {
    const product = a * b;
    if (!Number.isInteger(product)) return product;
    if (!Number.isInteger(a) || !Number.isInteger(b)) return new Float(product);
    return Number.isSafeInteger(product) ? product + 0 : BigInt(a) * BigInt(b);
  }
  if (isInt(a) && isInt(b)) return normal(charged(BigInt(a) * BigInt(b)));
  return float(floatOperand(a) * floatOperand(b));
}

const large = 2n ** 4096n;

/** Products of products grow without end; a step for every few digits keeps them within the budget. */
function charged(value: bigint): bigint {
  if (value > large || value < -large) charge(value.toString(16).length);
  return value;
}

/** `-a` */
export function negate(a: Num): Num {
  if (a instanceof Float) return new Float(-a.value);
  return typeof a === "bigint" ? normal(-a) : Number.isInteger(a) ? 0 - a : -a;
}

/** `abs(a)` */
export function absolute(a: Num): Num {
  if (a instanceof Float) return new Float(Math.abs(a.value));
  return typeof a === "bigint" ? (a < 0n ? -a : a) : Math.abs(a);
}

/**
 * An operand of a float operation.
 *
 * @throws PyError OverflowError for an int beyond the range of floats
 */
export function floatOperand(a: Num): number {
  const value = asFloat(a);
  if (typeof a === "bigint" && !Number.isFinite(value)) {
    throw new PyError("OverflowError", "int too large to convert to float");
  }
  return value;
}
