import type { Cursor } from "./cursor.ts";
import { isBreak } from "./cursor.ts";
import { foldBreaks } from "./plain.ts";
import type { ScalarToken } from "./token.ts";

const run = /[^'"\\ \t\r\n\x85\u2028\u2029]+/y;
const blanks = /[ \t]+/y;
const hexDigit = /[0-9A-Fa-f]/;
const documentMark = /(?:---|\.\.\.)(?=[ \t\r\n\x85\u2028\u2029]|$)/y;
const context = "while scanning a double-quoted scalar";

const escapes = new Map([
  ["0", "\0"],
  ["a", "\x07"],
  ["b", "\b"],
  ["t", "\t"],
  ["\t", "\t"],
  ["n", "\n"],
  ["v", "\v"],
  ["f", "\f"],
  ["r", "\r"],
  ["e", "\x1b"],
  [" ", " "],
  ['"', '"'],
  ["\\", "\\"],
  ["/", "/"],
  ["N", "\x85"],
  ["_", "\xa0"],
  ["L", "\u2028"],
  ["P", "\u2029"],
]);
const codeLengths = new Map([
  ["x", 2],
  ["u", 4],
  ["U", 8],
]);

/**
 * Reads a scalar in quotes.
 *
 * @param cursor stands on the quote
 */
export function scanQuoted(cursor: Cursor): ScalarToken {
  const start = cursor.offset;
  const quote = cursor.takeChar();
  const isDouble = quote === '"';
  let value = takeText(cursor, isDouble, start);
  while (!cursor.startsWith(quote)) value += takeGap(cursor, start) + takeText(cursor, isDouble, start);
  cursor.offset += 1;
  return { type: "<scalar>", start, end: cursor.offset, value, isPlain: false };
}

function takeText(cursor: Cursor, isDouble: boolean, start: number): string {
  let value = "";
  for (;;) {
    value += cursor.take(run);
    if (!isDouble && cursor.startsWith("''")) {
      value += "'";
      cursor.offset += 2;
    } else if (cursor.startsWith(isDouble ? "'" : '"') || (!isDouble && cursor.startsWith("\\"))) {
      value += cursor.takeChar();
    } else if (isDouble && cursor.startsWith("\\")) {
      value += takeEscape(cursor, start);
    } else {
      return value;
    }
  }
}

function takeEscape(cursor: Cursor, start: number): string {
  cursor.offset += 1;
  if (isBreak(cursor.peek())) {
    cursor.takeBreak();
    return takeBreaks(cursor, start);
  }
  const name = cursor.text.charAt(cursor.offset);
  const simple = escapes.get(name);
  if (simple !== undefined) {
    cursor.offset += 1;
    return simple;
  }
  const length = codeLengths.get(name);
  if (length === undefined) return cursor.fail(`found unknown escape character ${cursor.quoteChar()}`, context, start);
  cursor.offset += 1;
  for (let i = 0; i < length; i += 1) {
    if (hexDigit.test(cursor.text.charAt(cursor.offset + i))) continue;
    const found = cursor.quoteChar(i);
    cursor.fail(`expected escape sequence of ${length} hexadecimal numbers, but found ${found}`, context, start);
  }
  const code = Number.parseInt(cursor.text.slice(cursor.offset, cursor.offset + length), 16);
  if (code > 0x10ffff) cursor.fail("escape sequence is beyond the last character of Unicode", context, start);
  cursor.offset += length;
  return String.fromCodePoint(code);
}

function takeGap(cursor: Cursor, start: number): string {
  const blank = cursor.take(blanks);
  if (cursor.peek() === 0) cursor.fail("found unexpected end of stream", "while scanning a quoted scalar", start);
  if (!isBreak(cursor.peek())) return blank;
  const first = cursor.takeBreak();
  return foldBreaks(first, takeBreaks(cursor, start));
}

function takeBreaks(cursor: Cursor, start: number): string {
  let breaks = "";
  for (;;) {
    documentMark.lastIndex = cursor.offset;
    if (documentMark.test(cursor.text)) {
      cursor.fail("found unexpected document separator", "while scanning a quoted scalar", start);
    }
    cursor.take(blanks);
    if (!isBreak(cursor.peek())) return breaks;
    breaks += cursor.takeBreak();
  }
}
