import { Float, float } from "../../../base/index.ts";
import { PyError, typeError, valueError } from "../values/error.ts";
import type { Meter } from "../values/meter.ts";
import { isInt } from "../values/value.ts";
import type { Num } from "../values/value.ts";
import { floatOperand } from "./arithmetic.ts";
import { floorBig } from "./division.ts";
import { bitLength, normal } from "./integer.ts";

/**
 * `base ** exponent`: a negative exponent of ints gives a float.
 *
 * @param meter limits the bits of the result
 * @throws PyError ZeroDivisionError, OverflowError; ValueError where Python gives a complex number
 */
export function power(base: Num, exponent: Num, meter: Meter): Num {
  if (isInt(base) && isInt(exponent) && exponent >= 0) {
    if (typeof base === "number" && typeof exponent === "number") {
      const result = base ** exponent;
      if (Number.isSafeInteger(result)) return result + 0;
    }
    const big = BigInt(base);
    if (big !== 0n && big !== 1n && big !== -1n) meter.size((bitLength(big) - 1) * Number(exponent));
    return normal(big ** BigInt(exponent));
  }
  const x = floatOperand(base);
  const y = floatOperand(exponent);
  if (x === 0 && y < 0 && y !== -Infinity)
    throw new PyError("ZeroDivisionError", "0.0 cannot be raised to a negative power");
  // Python follows C: 1 to any power is 1, and so is -1 to an infinite one.
  if (x === 1 || (x === -1 && Math.abs(y) === Infinity)) return new Float(1);
  if (x < 0 && Number.isFinite(x) && Number.isFinite(y) && !Number.isInteger(y)) {
    throw valueError("a negative number to a fractional power is complex, which workflows have no form for");
  }
  const result = x ** y;
  if (!Number.isFinite(result) && Number.isFinite(x) && Number.isFinite(y)) {
    throw new PyError("OverflowError", "(34, 'Numerical result out of range')");
  }
  return float(result);
}

/**
 * `pow(base, exponent, modulus)` of ints; a negative exponent takes the inverse.
 *
 * @throws PyError ValueError, TypeError for floats
 */
export function powerModulo(base: Num, exponent: Num, modulus: Num): Num {
  if (!isInt(base) || !isInt(exponent) || !isInt(modulus)) {
    throw typeError("pow() 3rd argument not allowed unless all arguments are integers");
  }
  const m = BigInt(modulus);
  if (m === 0n) throw valueError("pow() 3rd argument cannot be 0");
  const size = m < 0n ? -m : m;
  let rest = BigInt(exponent);
  let square = residue(BigInt(base), size);
  if (rest < 0n) {
    square = inverse(square, size);
    rest = -rest;
  }
  let result = residue(1n, size);
  for (; rest > 0n; rest >>= 1n) {
    if ((rest & 1n) === 1n) result = (result * square) % size;
    square = (square * square) % size;
  }
  return normal(m < 0n && result !== 0n ? result + m : result);
}

function residue(a: bigint, m: bigint): bigint {
  return a - floorBig(a, m) * m;
}

function inverse(a: bigint, m: bigint): bigint {
  let [r, nextR] = [m, a];
  let [t, nextT] = [0n, 1n];
  while (nextR !== 0n) {
    const q = r / nextR;
    [r, nextR] = [nextR, r - q * nextR];
    [t, nextT] = [nextT, t - q * nextT];
  }
  if (r !== 1n) throw valueError("base is not invertible for the given modulus");
  return residue(t, m);
}
