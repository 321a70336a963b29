import type { Cursor } from "./cursor.ts";
import { isBreak, isGap, isLineEnd } from "./cursor.ts";
import type { ScalarToken } from "./token.ts";

const context = "while scanning a block scalar";
const restOfLine = /[^\r\n\x85\u2028\u2029]+/y;
const space = 32;
const tab = 9;

/**
 * Reads a scalar that begins with `|` or `>`.
 *
 * @param cursor stands on that sign
 * @param parentIndent the column of the collection that the scalar stands in, -1 for none
 */
export function scanBlock(cursor: Cursor, parentIndent: number): ScalarToken {
  const start = cursor.offset;
  const isFolded = cursor.takeChar() === ">";
  const { chomping, increment } = takeHeader(cursor, start);
  const least = Math.max(parentIndent + 1, 1);
  const { lead, indent } = takeLead(cursor, least, increment);
  let breaks = lead.text;
  let end = lead.end;
  let value = "";
  let lastBreak = "";
  while (cursor.column === indent && cursor.peek() !== 0) {
    value += breaks;
    const wasText = !isSpace(cursor.peek());
    value += cursor.take(restOfLine);
    lastBreak = cursor.takeBreak();
    const next = takeBreaks(cursor, indent);
    breaks = next.text;
    end = next.end;
    if (cursor.column !== indent || cursor.peek() === 0) break;
    const isJoined = isFolded && lastBreak === "\n" && wasText && !isSpace(cursor.peek());
    if (!isJoined) value += lastBreak;
    else if (breaks === "") value += " ";
  }
  if (chomping !== "-") value += lastBreak;
  if (chomping === "+") value += breaks;
  return { type: "<scalar>", start, end, value, isPlain: false };
}

interface Breaks {
  readonly text: string;
  readonly end: number;
}

function isSpace(code: number): boolean {
  return code === space || code === tab;
}

function takeHeader(cursor: Cursor, start: number): { chomping: string; increment: number | undefined } {
  const sign = /[+-]/y;
  const count = /\d/y;
  let chomping = cursor.take(sign);
  const digit = cursor.peek() === 48 ? noZero(cursor, start) : cursor.take(count);
  if (chomping === "" && digit !== "") chomping = cursor.take(sign);
  if (!isGap(cursor.peek()) || cursor.peek() === tab) {
    cursor.fail(`expected chomping or indentation indicators, but found ${cursor.quoteChar()}`, context, start);
  }
  cursor.skipSpaces();
  if (cursor.startsWith("#")) cursor.skipLine();
  if (!isLineEnd(cursor.peek())) {
    cursor.fail(`expected a comment or a line break, but found ${cursor.quoteChar()}`, context, start);
  }
  cursor.takeBreak();
  return { chomping, increment: digit === "" ? undefined : Number(digit) };
}

function noZero(cursor: Cursor, start: number): never {
  return cursor.fail("expected indentation indicator in the range 1-9, but found 0", context, start);
}

function takeLead(cursor: Cursor, least: number, increment: number | undefined): { lead: Breaks; indent: number } {
  if (increment !== undefined) {
    const indent = least + increment - 1;
    return { lead: takeBreaks(cursor, indent), indent };
  }
  let text = "";
  let end = cursor.offset;
  let widest = 0;
  while (cursor.peek() === space || isBreak(cursor.peek())) {
    if (cursor.peek() === space) {
      cursor.offset += 1;
      widest = Math.max(widest, cursor.column);
    } else {
      text += cursor.takeBreak();
      end = cursor.offset;
    }
  }
  return { lead: { text, end }, indent: Math.max(least, widest) };
}

function takeBreaks(cursor: Cursor, indent: number): Breaks {
  let text = "";
  let end = cursor.offset;
  skipIndent(cursor, indent);
  while (isBreak(cursor.peek())) {
    text += cursor.takeBreak();
    end = cursor.offset;
    skipIndent(cursor, indent);
  }
  return { text, end };
}

function skipIndent(cursor: Cursor, indent: number): void {
  while (cursor.column < indent && cursor.peek() === space) cursor.offset += 1;
}
