const bits = new DataView(new ArrayBuffer(8));

/** A finite, non-negative float as the exact fraction `numerator / 2^shift` (a negative shift multiplies). */
function fraction(value: number): { numerator: bigint; shift: number } {
  bits.setFloat64(0, value);
  const word = bits.getBigUint64(0);
  const biased = Number((word >> 52n) & 0x7ffn);
  const mantissa = word & 0xfffffffffffffn;
  return biased === 0
    ? { numerator: mantissa, shift: 1074 }
    : { numerator: mantissa | 0x10000000000000n, shift: 1075 - biased };
}

/**
 * `value * 10 ** digits`, rounded half to even on the exact binary value.
 *
 * @param value finite and not negative
 */
export function scaledInteger(value: number, digits: number): bigint {
  const { numerator, shift } = fraction(value);
  const scale = 10n ** BigInt(Math.abs(digits));
  let a = digits >= 0 ? numerator * scale : numerator;
  let b = digits >= 0 ? 1n : scale;
  if (shift > 0) b <<= BigInt(shift);
  else a <<= BigInt(-shift);
  const quotient = a / b;
  const twice = (a % b) * 2n;
  return twice > b || (twice === b && (quotient & 1n) === 1n) ? quotient + 1n : quotient;
}

/**
 * The decimal text of a float, correctly rounded, without exponent: Python's `'%.*f'`. JavaScript's `toFixed` stops at 100
 * digits and turns to exponents at 1e21.
 *
 * @param value finite and not negative
 * @param digits digits after the point; negative rounds in front of it
 */
export function decimalDigits(value: number, digits: number): string {
  const scaled = scaledInteger(value, digits);
  if (digits <= 0) return String(digits < 0 ? scaled * 10n ** BigInt(-digits) : scaled);
  const text = String(scaled).padStart(digits + 1, "0");
  return `${text.slice(0, -digits)}.${text.slice(-digits)}`;
}
