import { quote } from "../../text/quote.ts";
import type { Category } from "./categories.ts";
import type { PatternSource } from "./source.ts";
import { lengthOf } from "./source.ts";

const named: Record<string, number> = {
  a: 0x07,
  f: 0x0c,
  n: 0x0a,
  r: 0x0d,
  t: 0x09,
  v: 0x0b,
  "\\": 0x5c,
};

const hexDigits = "0123456789abcdefABCDEF";
const octalDigits = "01234567";
const decimalDigits = "0123456789";
const hexLengths: Record<string, number> = { x: 2, u: 4, U: 8 };

/** What an escape stands for: a code point, or (outside of sets) a group. */
export type Escape = { readonly code: number } | { readonly group: number };

/** The category that `\d`, `\W` ... stand for. */
export function categoryOf(token: string): Category | undefined {
  const letter = token.charAt(1);
  return letter !== "" && "dDsSwW".includes(letter) ? (letter as Category) : undefined;
}

/**
 * The character that an escape inside a set stands for.
 *
 * @param token the backslash and what follows it
 * @throws PyError `error` with Python's texts
 */
export function readSetEscape(source: PatternSource, token: string): number {
  const letter = token.slice(1);
  if (letter === "b") return 0x08;
  const code = readCommonEscape(source, token, letter);
  if (code !== undefined) return code;
  if (octalDigits.includes(letter)) return octal(source, token + source.getWhile(2, octalDigits));
  if (decimalDigits.includes(letter)) throw source.error(`bad escape ${token}`, lengthOf(token));
  return literal(source, token, letter);
}

/**
 * The character or group that an escape outside of sets stands for.
 *
 * @param token the backslash and what follows it
 * @throws PyError `error` with Python's texts
 */
export function readEscape(source: PatternSource, token: string): Escape {
  const letter = token.slice(1);
  const code = readCommonEscape(source, token, letter);
  if (code !== undefined) return { code };
  if (letter === "0") return { code: Number.parseInt(`0${source.getWhile(2, octalDigits)}`, 8) };
  if (!decimalDigits.includes(letter)) return { code: literal(source, token, letter) };
  let digits = letter + source.getWhile(1, decimalDigits);
  if (digits.length === 2 && /^[0-7]{2}$/.test(digits)) {
    const third = source.getWhile(1, octalDigits);
    if (third !== "") return { code: octal(source, `\\${digits}${third}`) };
  }
  digits = digits.replace(/^0+(?=.)/, "");
  return { group: Number(digits) };
}

function readCommonEscape(source: PatternSource, token: string, letter: string): number | undefined {
  const code = named[letter];
  if (code !== undefined) return code;
  const hexLength = hexLengths[letter];
  if (hexLength !== undefined) return hex(source, token, hexLength);
  if (letter === "N") throw characterName(source);
  return undefined;
}

function hex(source: PatternSource, token: string, length: number): number {
  const digits = source.getWhile(length, hexDigits);
  const escape = token + digits;
  if (digits.length < length) throw source.error(`incomplete escape ${escape}`, escape.length);
  const code = Number.parseInt(digits, 16);
  if (code > 0x10ffff) throw source.error(`bad escape ${escape}`, escape.length);
  return code;
}

function octal(source: PatternSource, escape: string): number {
  const code = Number.parseInt(escape.slice(1), 8);
  if (code <= 0o377) return code;
  throw source.error(`octal escape value ${escape} outside of range 0-0o377`, escape.length);
}

/** The names of Unicode's characters are no part of JavaScript, so that every name is an unknown one. */
function characterName(source: PatternSource): Error {
  if (!source.match("{")) return source.error("missing {");
  const name = source.getUntil("}", "character name");
  return source.error(`undefined character name ${quote(name)}`, lengthOf(name) + 4);
}

function literal(source: PatternSource, token: string, letter: string): number {
  if (/^[a-zA-Z]$/.test(letter)) throw source.error(`bad escape ${token}`, lengthOf(token));
  return letter.codePointAt(0) ?? 0;
}
