import { PyError, valueError } from "../values/error.ts";
import { characters } from "../text/code-points.ts";
import { quote } from "../text/quote.ts";
import { strip } from "../text/strip.ts";
import { normal } from "./integer.ts";

/** How many digits Python reads into an int or writes from one. */
const maxIntDigits = 4300;

const plainInt = /^[0-9]{1,15}$/;
const anyInt = /^([+-]?)([0-9]+(?:_[0-9]+)*)$/;
const plainFloat =
  /^[+-]?(?:[0-9](?:_?[0-9])*\.?(?:[0-9](?:_?[0-9])*)?|\.[0-9](?:_?[0-9])*)(?:[eE][+-]?[0-9](?:_?[0-9])*)?$/;
const beyondAscii = /[^\0-\x7f]/;
const prefixes: Record<string, number> = { "0x": 16, "0o": 8, "0b": 2 };

/**
 * `int(text)`: blanks around, a sign, `_` between digits, Unicode's digits; no point and no exponent.
 *
 * @param base 2 to 36, or 0 to read the prefix
 * @throws PyError ValueError
 */
export function parseInteger(text: string, base = 10): number | bigint {
  if (base === 10 && plainInt.test(text)) return Number(text);
  if (base !== 0 && (base < 2 || base > 36)) throw valueError("int() base must be >= 2 and <= 36, or 0");
  const trimmed = trim(text);
  const value = base === 10 ? parseDecimal(trimmed) : parseInBase(trimmed.toLowerCase(), base);
  if (value === undefined) {
    const shown = characters(quote(text)).slice(0, 200).join("");
    throw valueError(`invalid literal for int() with base ${base}: ${shown}`);
  }
  return value;
}

/**
 * `float(text)`: also `inf`, `infinity`, `nan` in any case, and exponents.
 *
 * @throws PyError ValueError
 */
export function parseFloatText(text: string): number {
  const trimmed = trim(text);
  if (plainFloat.test(trimmed)) return Number(trimmed.replaceAll("_", ""));
  const word = /^([+-]?)(inf|infinity|nan)$/i.exec(trimmed);
  if (word === null) throw valueError(`could not convert string to float: ${quote(text)}`);
  if (word[2]?.toLowerCase() === "nan") return Number.NaN;
  return word[1] === "-" ? -Infinity : Infinity;
}

/**
 * `str(value)` of an int.
 *
 * @throws PyError ValueError beyond 4300 digits
 */
export function intText(value: number | bigint): string {
  const text = String(value);
  if (text.length > maxIntDigits && text.replace("-", "").length > maxIntDigits) throw tooLong("");
  return text;
}

function parseDecimal(text: string): number | bigint | undefined {
  const match = anyInt.exec(text);
  if (match === null) return undefined;
  const digits = (match[2] ?? "").replaceAll("_", "");
  if (digits.length > maxIntDigits) throw tooLong(`: value has ${digits.length} digits`);
  const value = BigInt(digits);
  return normal(match[1] === "-" ? -value : value);
}

function parseInBase(text: string, base: number): number | bigint | undefined {
  const match = /^([+-]?)(0[xob])?(_?)([0-9a-z]+(?:_[0-9a-z]+)*)$/.exec(text);
  if (match === null) return undefined;
  const [, sign, prefix = "", gap = "", digitText = ""] = match;
  const prefixBase = prefixes[prefix];
  const usesPrefix = prefixBase !== undefined && (base === 0 || base === prefixBase);
  if (!usesPrefix && ((prefix === "" && gap !== "") || (base === 0 && /^0[_0]*[1-9]/.test(digitText))))
    return undefined;
  const digits = (usesPrefix ? digitText : prefix + digitText).replaceAll("_", "");
  const radix = usesPrefix ? prefixBase : base === 0 ? 10 : base;
  if (digits.length > maxIntDigits && (radix & (radix - 1)) !== 0) {
    throw tooLong(`: value has ${digits.length} digits`);
  }
  let value = 0n;
  for (const digit of digits) {
    const worth = Number.parseInt(digit, 36);
    if (worth >= radix) return undefined;
    value = value * BigInt(radix) + BigInt(worth);
  }
  return normal(sign === "-" ? -value : value);
}

/** Strips blanks and turns digits into ASCII ones; in a text that is ASCII anyway, only C's own blanks count. */
function trim(text: string): string {
  return beyondAscii.test(text) ? asciiDigits(strip(text, null)) : strip(text, "\t\n\v\f\r ");
}

/** Unicode's decimal digits as ASCII ones: each script has its ten in a row that begins where a digit has no digit before. */
function asciiDigits(text: string): string {
  return text.replaceAll(/\p{Nd}/gu, (char) => String(digitWorth(char)));
}

/** The worth of one of Unicode's decimal digits: blocks of ten, aligned to 0 or 6 modulo 16, or counted back to a gap. */
function digitWorth(char: string): number {
  const code = char.codePointAt(0) ?? 0;
  if (code >= 0x1d7ce && code <= 0x1d7ff) return (code - 0x1d7ce) % 10;
  let first = code;
  while (code - first < 9 && /^\p{Nd}$/u.test(String.fromCodePoint(first - 1))) first--;
  return code - first;
}

function tooLong(detail: string): PyError {
  return new PyError(
    "ValueError",
    `Exceeds the limit (${maxIntDigits} digits) for integer string conversion${detail}; ` +
      "use sys.set_int_max_str_digits() to increase the limit",
  );
}
