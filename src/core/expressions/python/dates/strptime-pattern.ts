import { compileRegex } from "../regex/pattern.ts";
import type { PyRegex } from "../regex/pattern.ts";
import { noFlags } from "../regex/syntax/flags.ts";
import { quote } from "../text/quote.ts";
import { valueError } from "../values/error.ts";
import { monthNames, weekdayNames } from "./names.ts";

const full = (names: readonly string[]): string => names.toSorted((a, b) => b.length - a.length).join("|");
const short = (names: readonly string[]): string => names.map((name) => name.slice(0, 3)).join("|");

const fields: Record<string, string> = {
  a: short(weekdayNames),
  A: full(weekdayNames),
  b: short(monthNames),
  B: full(monthNames),
  d: "3[0-1]|[1-2]\\d|0[1-9]|[1-9]| [1-9]",
  f: "[0-9]{1,6}",
  G: "\\d\\d\\d\\d",
  H: "2[0-3]|[0-1]\\d|\\d",
  I: "1[0-2]|0[1-9]|[1-9]",
  j: "36[0-6]|3[0-5]\\d|[1-2]\\d\\d|0[1-9]\\d|00[1-9]|[1-9]\\d|0[1-9]|[1-9]",
  m: "1[0-2]|0[1-9]|[1-9]",
  M: "[0-5]\\d|\\d",
  p: "am|pm",
  S: "6[0-1]|[0-5]\\d|\\d",
  u: "[1-7]",
  U: "5[0-3]|[0-4]\\d|\\d",
  V: "5[0-3]|0[1-9]|[1-4]\\d|\\d",
  w: "[0-6]",
  W: "5[0-3]|[0-4]\\d|\\d",
  y: "\\d\\d",
  Y: "\\d\\d\\d\\d",
  z: "[+-]\\d\\d:?[0-5]\\d(?::?[0-5]\\d(?:\\.\\d{1,6})?)?|(?-i:Z)",
  Z: "utc|gmt",
};

const composite: Record<string, string> = { c: "%a %b %d %H:%M:%S %Y", x: "%m/%d/%y", X: "%H:%M:%S" };

const cacheSize = 100;
const cache = new Map<string, PyRegex>();

/**
 * The regular expression for a format of `strptime`, with a group named after each letter.
 *
 * @throws PyError ValueError for a letter that there is not, `error` for one that stands twice
 */
export function timePattern(format: string): PyRegex {
  let regex = cache.get(format);
  if (regex === undefined) {
    regex = compileRegex(patternOf(format, format), { ...noFlags, ignoreCase: true });
    if (cache.size >= cacheSize) cache.clear();
    cache.set(format, regex);
  }
  return regex;
}

function patternOf(format: string, whole: string): string {
  const escaped = format.replaceAll(/[\\.^$*+?(){}[\]|]/g, "\\$&").replaceAll(/\s+/g, "\\s+");
  let out = "";
  for (let i = 0; i < escaped.length; i++) {
    const char = escaped.charAt(i);
    if (char !== "%") {
      out += char;
      continue;
    }
    const letter = escaped.charAt(++i);
    out += fieldOf(letter, whole);
  }
  return out;
}

function fieldOf(letter: string, whole: string): string {
  if (letter === "") throw valueError(`stray % in format '${whole}'`);
  if (letter === "%") return "%";
  const inner = composite[letter];
  if (inner !== undefined) return patternOf(inner, whole);
  const field = fields[letter];
  if (field === undefined) {
    throw valueError(`'${letter === "\\" ? "%" : letter}' is a bad directive in format '${whole}'`);
  }
  return `(?P<${letter}>${field})`;
}

/** The error of a text that does not have the form. */
export function noMatch(text: string, format: string): Error {
  return valueError(`time data ${quote(text)} does not match format ${quote(format)}`);
}
