import { valueError } from "../values/error.ts";
import type { Meter } from "../values/meter.ts";
import { bitLength, normal } from "./integer.ts";

type Int = number | bigint;

/** `a & b`, unbounded two's complement. */
export function bitAnd(a: Int, b: Int): Int {
  return normal(BigInt(a) & BigInt(b));
}

/** `a | b`, unbounded two's complement. */
export function bitOr(a: Int, b: Int): Int {
  return normal(BigInt(a) | BigInt(b));
}

/** `a ^ b`, unbounded two's complement. */
export function bitXor(a: Int, b: Int): Int {
  return normal(BigInt(a) ^ BigInt(b));
}

/** `~a` */
export function bitNot(a: Int): Int {
  return normal(~BigInt(a));
}

/**
 * `a << count`
 *
 * @param meter limits the bits of the result
 * @throws PyError ValueError for a negative count
 */
export function shiftLeft(a: Int, count: Int, meter: Meter): Int {
  if (count < 0) throw valueError("negative shift count");
  const big = BigInt(a);
  if (big === 0n) return 0;
  meter.size(bitLength(big) + Number(count));
  return normal(big << BigInt(count));
}

/**
 * `a >> count`, rounding down.
 *
 * @throws PyError ValueError for a negative count
 */
export function shiftRight(a: Int, count: Int): Int {
  if (count < 0) throw valueError("negative shift count");
  const big = BigInt(a);
  if (count > bitLength(big)) return big < 0n ? -1 : 0;
  return normal(big >> BigInt(count));
}
