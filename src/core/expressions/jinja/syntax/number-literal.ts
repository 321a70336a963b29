/**
 * Reads an integer token: decimal, `0x`, `0o` or `0b`.
 *
 * @param text the digits, without `_`
 */
export function readInteger(text: string): number | bigint {
  const value = BigInt(text.toLowerCase());
  const small = Number(value);
  return Number.isSafeInteger(small) ? small : value;
}

/**
 * Reads a float token.
 *
 * @param text the digits, without `_`
 */
export function readFloat(text: string): number {
  return Number(text);
}
