import type { Cursor } from "./cursor.ts";
import { isGap, isLineEnd } from "./cursor.ts";
import type { DirectiveToken, TagToken } from "./token.ts";

const wordRun = /[0-9A-Za-z_-]+/y;
const uriRun = /[0-9A-Za-z\-;/?:@&=+$,_.!~*'()[\]]+/y;
const handlePattern = /!(?:(?= )|[0-9A-Za-z_-]*!)/y;
const escaped = /(?:%[0-9A-Fa-f]{2})+/y;
const digits = /\d+/y;
const tab = 9;

/**
 * Reads a tag: `!`, `!name`, `!!str`, `!handle!name`, `!<verbatim>`.
 *
 * @param cursor stands on the `!`
 */
export function scanTag(cursor: Cursor): TagToken {
  const start = cursor.offset;
  let handle: string | undefined;
  let suffix = "!";
  if (cursor.startsWith("!<")) {
    cursor.offset += 2;
    suffix = takeUri(cursor, "tag", start);
    if (!cursor.startsWith(">")) {
      cursor.fail(`expected '>', but found ${cursor.quoteChar()}`, "while parsing a tag", start);
    }
    cursor.offset += 1;
  } else if (isGap(cursor.peek(1))) {
    cursor.offset += 1;
  } else {
    handle = hasSecondMark(cursor) ? takeHandle(cursor, "tag", start) : cursor.takeChar();
    suffix = takeUri(cursor, "tag", start);
  }
  if (!isGap(cursor.peek()) || cursor.peek() === tab) {
    cursor.fail(`expected ' ', but found ${cursor.quoteChar()}`, "while scanning a tag", start);
  }
  return { type: "<tag>", start, end: cursor.offset, handle, suffix };
}

/**
 * Reads a line that begins with `%`.
 *
 * @param cursor stands on the `%` in the first column
 */
export function scanDirective(cursor: Cursor): DirectiveToken {
  const context = "while scanning a directive";
  const start = cursor.offset;
  cursor.offset += 1;
  const name = cursor.take(wordRun);
  if (name === "" || !isGap(cursor.peek()) || cursor.peek() === tab) {
    cursor.fail(`expected alphabetic or numeric character, but found ${cursor.quoteChar()}`, context, start);
  }
  const values: string[] = [];
  if (name === "YAML") values.push(...takeVersion(cursor, start));
  else if (name === "TAG") values.push(...takeTagNames(cursor, start));
  else cursor.skipLine();
  const end = cursor.offset;
  cursor.skipSpaces();
  if (cursor.startsWith("#")) cursor.skipLine();
  if (!isLineEnd(cursor.peek())) {
    cursor.fail(`expected a comment or a line break, but found ${cursor.quoteChar()}`, context, start);
  }
  cursor.takeBreak();
  return { type: "<directive>", start, end, name, values };
}

function takeVersion(cursor: Cursor, start: number): string[] {
  const context = "while scanning a directive";
  cursor.skipSpaces();
  const major = cursor.take(digits);
  if (major === "") cursor.fail(`expected a digit, but found ${cursor.quoteChar()}`, context, start);
  if (!cursor.startsWith(".")) {
    cursor.fail(`expected a digit or '.', but found ${cursor.quoteChar()}`, context, start);
  }
  cursor.offset += 1;
  const minor = cursor.take(digits);
  if (minor === "") cursor.fail(`expected a digit, but found ${cursor.quoteChar()}`, context, start);
  if (!isGap(cursor.peek()) || cursor.peek() === tab) {
    cursor.fail(`expected a digit or ' ', but found ${cursor.quoteChar()}`, context, start);
  }
  return [major, minor];
}

function takeTagNames(cursor: Cursor, start: number): string[] {
  const context = "while scanning a directive";
  cursor.skipSpaces();
  const handle = takeHandle(cursor, "directive", start);
  if (!cursor.startsWith(" ")) cursor.fail(`expected ' ', but found ${cursor.quoteChar()}`, context, start);
  cursor.skipSpaces();
  const prefix = takeUri(cursor, "directive", start);
  if (!isGap(cursor.peek()) || cursor.peek() === tab) {
    cursor.fail(`expected ' ', but found ${cursor.quoteChar()}`, context, start);
  }
  return [handle, prefix];
}

function hasSecondMark(cursor: Cursor): boolean {
  for (let ahead = 1; !isLineEnd(cursor.peek(ahead)) && cursor.peek(ahead) !== 32; ahead += 1) {
    if (cursor.text[cursor.offset + ahead] === "!") return true;
  }
  return false;
}

function takeHandle(cursor: Cursor, kind: string, start: number): string {
  const handle = cursor.take(handlePattern);
  if (handle === "") {
    if (cursor.startsWith("!")) cursor.offset += 1;
    cursor.take(wordRun);
    cursor.fail(`expected '!', but found ${cursor.quoteChar()}`, `while scanning a ${kind}`, start);
  }
  return handle;
}

function takeUri(cursor: Cursor, kind: string, start: number): string {
  let uri = "";
  for (;;) {
    const part = cursor.take(uriRun);
    const codes = cursor.startsWith("%") ? takeCodes(cursor, kind, start) : "";
    if (part === "" && codes === "") break;
    uri += part + codes;
  }
  if (uri === "") cursor.fail(`expected URI, but found ${cursor.quoteChar()}`, `while parsing a ${kind}`, start);
  return uri;
}

function takeCodes(cursor: Cursor, kind: string, start: number): string {
  const context = `while scanning a ${kind}`;
  const codes = cursor.take(escaped);
  if (codes === "" || cursor.startsWith("%")) {
    const expected = "expected URI escape sequence of 2 hexadecimal numbers";
    cursor.fail(`${expected}, but found ${cursor.quoteChar(1)}`, context, start);
  }
  try {
    return decodeURIComponent(codes);
  } catch {
    return cursor.fail("the escaped characters are not UTF-8", context, start);
  }
}
