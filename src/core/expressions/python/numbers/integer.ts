import { Float } from "../../../base/index.ts";
import type { Num } from "../values/value.ts";

/** An integer as the value that stands for it: a `number` while it is safe, else a `bigint`. */
export function normal(value: bigint): number | bigint {
  const small = Number(value);
  return Number.isSafeInteger(small) ? small : value;
}

/** The float nearest to a number; a bool counts as 0 or 1. */
export function asFloat(value: Num | boolean): number {
  if (value instanceof Float) return value.value;
  return Number(value);
}

/** How many bits a non-negative big integer has. */
export function bitLength(value: bigint): number {
  const digits = (value < 0n ? -value : value).toString(16);
  return value === 0n ? 0 : (digits.length - 1) * 4 + (32 - Math.clz32(Number.parseInt(digits.charAt(0), 16)));
}
