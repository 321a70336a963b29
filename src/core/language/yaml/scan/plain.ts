import type { Cursor } from "./cursor.ts";
import { isBreak } from "./cursor.ts";
import type { ScalarToken } from "./token.ts";

const blockRun = /(?:[^ \t\r\n\x85\u2028\u2029:]|:(?![ \t\r\n\x85\u2028\u2029]|$))+/y;
const flowRun = /(?:[^ \t\r\n\x85\u2028\u2029:,?[\]{}]|:(?![ \t\r\n\x85\u2028\u2029,[\]{}]|$))+/y;
const spaces = / +/y;
const hash = 35;
const space = 32;

/** A plain scalar and whether it ran over the end of a line, behind which a key may begin again. */
export interface PlainScan {
  readonly token: ScalarToken;
  readonly endsOnNewLine: boolean;
}

/**
 * Reads a scalar without quotes, over several lines if they are indented.
 *
 * @param cursor stands on its first character
 * @param indent the least column of its further lines outside of brackets
 * @param isFlow whether it stands inside of brackets
 */
export function scanPlain(cursor: Cursor, indent: number, isFlow: boolean): PlainScan {
  const start = cursor.offset;
  const run = isFlow ? flowRun : blockRun;
  let value = "";
  let gap = "";
  let end = start;
  let endsOnNewLine = false;
  while (cursor.peek() !== hash) {
    const part = cursor.take(run);
    if (part === "") break;
    value += gap + part;
    end = cursor.offset;
    const line = cursor.line;
    gap = takeGap(cursor);
    endsOnNewLine = cursor.line !== line;
    if (gap === "" || (!isFlow && cursor.column < indent)) break;
  }
  return { token: { type: "<scalar>", start, end, value, isPlain: true }, endsOnNewLine };
}

function takeGap(cursor: Cursor): string {
  const blanks = cursor.take(spaces);
  if (!isBreak(cursor.peek())) return blanks;
  const first = cursor.takeBreak();
  let more = "";
  while (!cursor.isAtDocumentMark("---") && !cursor.isAtDocumentMark("...")) {
    while (cursor.peek() === space) cursor.offset += 1;
    if (!isBreak(cursor.peek())) return foldBreaks(first, more);
    more += cursor.takeBreak();
  }
  return "";
}

/** A single line feed becomes a blank, of several the first is dropped; the Unicode separators stay. */
export function foldBreaks(first: string, more: string): string {
  if (first !== "\n") return first + more;
  return more === "" ? " " : more;
}
