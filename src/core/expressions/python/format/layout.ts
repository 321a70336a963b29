import { textLength } from "../text/code-points.ts";
import type { Meter } from "../values/meter.ts";
import type { FormatSpec } from "./spec.ts";

/** The parts of a number's text, from left to right. */
export interface NumberParts {
  /** `-`, `+`, a blank, or nothing. */
  readonly sign: string;
  /** `0x` and its kin. */
  readonly prefix: string;
  /** The digits in front of the point; grouped. */
  readonly digits: string;
  /** The point and all behind it; for `inf` and `nan` the word. */
  readonly rest: string;
}

/** The sign in front of a number, as the specification wants it. */
export function signText(spec: FormatSpec, negative: boolean): string {
  if (negative) return "-";
  return spec.sign === "+" || spec.sign === " " ? spec.sign : "";
}

/**
 * Puts the parts of a number together: groups digits, fills to the width.
 *
 * @param groupSize digits in a group: 3, or 4 for binary, octal and hexadecimal
 */
export function layOutNumber(parts: NumberParts, spec: FormatSpec, groupSize: number, meter: Meter): string {
  const { sign, prefix, rest } = parts;
  meter.size(spec.width);
  const zeroWidth =
    spec.fill === "0" && spec.align === "=" ? spec.width - sign.length - prefix.length - rest.length : 0;
  const digits = group(parts.digits, spec.grouping, groupSize, zeroWidth);
  const missing = spec.width - sign.length - prefix.length - digits.length - rest.length;
  if (missing <= 0) return sign + prefix + digits + rest;
  if (spec.align === "=") return sign + prefix + spec.fill.repeat(missing) + digits + rest;
  return align(sign + prefix + digits + rest, spec, missing);
}

/** Fills a text to the width of the specification. */
export function layOutText(text: string, spec: FormatSpec, meter: Meter): string {
  const missing = spec.width - textLength(text);
  if (missing <= 0) return text;
  meter.size(spec.width);
  return align(text, spec, missing);
}

function align(text: string, spec: FormatSpec, missing: number): string {
  const before = spec.align === "<" ? 0 : spec.align === "^" ? Math.floor(missing / 2) : missing;
  return spec.fill.repeat(before) + text + spec.fill.repeat(missing - before);
}

/** Groups digits; zeros in front that fill a width are grouped too, and no text begins with a separator. */
function group(digits: string, separator: string, size: number, minWidth: number): string {
  if (separator === "" || digits === "") return digits;
  let length = digits.length;
  while (length + Math.max(0, Math.floor((length - 1) / size)) < minWidth) length++;
  const padded = digits.padStart(length, "0");
  const first = padded.length % size || size;
  let out = padded.slice(0, first);
  for (let i = first; i < padded.length; i += size) out += separator + padded.slice(i, i + size);
  return out;
}
