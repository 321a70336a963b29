import { valueError } from "../values/error.ts";
import { isSpace } from "./strip.ts";

/**
 * `text.split(separator, maxSplits)`
 *
 * @param separator null splits at runs of white space and drops empty pieces at both ends
 * @param maxSplits negative for no limit
 * @throws PyError ValueError for an empty separator
 */
export function split(text: string, separator: string | null, maxSplits: number): string[] {
  if (separator === null) return splitAtSpace(text, maxSplits);
  checkSeparator(separator);
  if (maxSplits < 0) return text.split(separator);
  const out: string[] = [];
  let from = 0;
  while (out.length < maxSplits) {
    const at = text.indexOf(separator, from);
    if (at < 0) break;
    out.push(text.slice(from, at));
    from = at + separator.length;
  }
  out.push(text.slice(from));
  return out;
}

/**
 * `text.rsplit(separator, maxSplits)`: as split, but counts from the right.
 *
 * @throws PyError ValueError for an empty separator
 */
export function splitRight(text: string, separator: string | null, maxSplits: number): string[] {
  if (maxSplits < 0) return split(text, separator, maxSplits);
  if (separator === null) return splitRightAtSpace(text, maxSplits);
  checkSeparator(separator);
  const out: string[] = [];
  let to = text.length;
  while (out.length < maxSplits && to >= separator.length) {
    const at = text.lastIndexOf(separator, to - separator.length);
    if (at < 0) break;
    out.push(text.slice(at + separator.length, to));
    to = at;
  }
  out.push(text.slice(0, to));
  return out.toReversed();
}

/** `text.splitlines(keepEnds)` */
export function splitLines(text: string, keepEnds: boolean): string[] {
  const out: string[] = [];
  let from = 0;
  for (let i = 0; i < text.length; i++) {
    if (!isLineEnd(text.charCodeAt(i))) continue;
    const next = text.charAt(i) === "\r" && text.charAt(i + 1) === "\n" ? i + 2 : i + 1;
    out.push(text.slice(from, keepEnds ? next : i));
    from = next;
    i = next - 1;
  }
  if (from < text.length) out.push(text.slice(from));
  return out;
}

function isLineEnd(unit: number): boolean {
  return (
    (unit >= 0x0a && unit <= 0x0d) ||
    (unit >= 0x1c && unit <= 0x1e) ||
    unit === 0x85 ||
    unit === 0x2028 ||
    unit === 0x2029
  );
}

/**
 * `text.partition(separator)`
 *
 * @throws PyError ValueError for an empty separator
 */
export function partition(text: string, separator: string): [string, string, string] {
  checkSeparator(separator);
  const at = text.indexOf(separator);
  return at < 0 ? [text, "", ""] : [text.slice(0, at), separator, text.slice(at + separator.length)];
}

/**
 * `text.rpartition(separator)`
 *
 * @throws PyError ValueError for an empty separator
 */
export function partitionRight(text: string, separator: string): [string, string, string] {
  checkSeparator(separator);
  const at = text.lastIndexOf(separator);
  return at < 0 ? ["", "", text] : [text.slice(0, at), separator, text.slice(at + separator.length)];
}

function splitAtSpace(text: string, maxSplits: number): string[] {
  const out: string[] = [];
  let i = 0;
  for (;;) {
    while (i < text.length && isSpace(text.charCodeAt(i))) i++;
    if (i === text.length) return out;
    if (maxSplits >= 0 && out.length === maxSplits) {
      out.push(text.slice(i));
      return out;
    }
    const from = i;
    while (i < text.length && !isSpace(text.charCodeAt(i))) i++;
    out.push(text.slice(from, i));
  }
}

function splitRightAtSpace(text: string, maxSplits: number): string[] {
  const out: string[] = [];
  let i = text.length;
  for (;;) {
    while (i > 0 && isSpace(text.charCodeAt(i - 1))) i--;
    if (i === 0) return out.toReversed();
    if (out.length === maxSplits) {
      out.push(text.slice(0, i));
      return out.toReversed();
    }
    const to = i;
    while (i > 0 && !isSpace(text.charCodeAt(i - 1))) i--;
    out.push(text.slice(i, to));
  }
}

function checkSeparator(separator: string): void {
  if (separator === "") throw valueError("empty separator");
}
