import type { ScalarStyle, StyleOptions } from "./style.ts";

/** Where a scalar begins, and how far it may go before it is broken. */
export interface Room {
  readonly column: number;
  /** The column at which further lines begin. */
  readonly indent: number;
  /** The column behind which a line is broken at the next blank; Infinity for never, which keys need. */
  readonly width: number;
}

const escapes = new Map([
  ["\0", "0"],
  ["\x07", "a"],
  ["\b", "b"],
  ["\t", "t"],
  ["\n", "n"],
  ["\v", "v"],
  ["\f", "f"],
  ["\r", "r"],
  ["\x1b", "e"],
  ['"', '"'],
  ["\\", "\\"],
  ["\x85", "N"],
  ["\xa0", "_"],
  ["\u2028", "L"],
  ["\u2029", "P"],
]);

/**
 * Writes a text in a style, broken over lines as PyYAML breaks it.
 *
 * @param text the text
 * @param style a style that can hold it
 */
export function writeScalar(text: string, style: ScalarStyle, room: Room, options: StyleOptions): string {
  switch (style) {
    case "plain":
      return fold(text, room, room.column);
    case "single":
      return `'${writeSingle(text, room)}'`;
    case "double":
      return `"${writeDouble(text, room, options)}"`;
    case "literal":
      return writeLiteral(text, room.indent);
  }
}

/** Breaks at single blanks behind the width. */
function fold(text: string, room: Room, start: number): string {
  let column = start;
  return text.replaceAll(/( +)|[^ ]+/g, (part: string, blanks: string | undefined, offset: number) => {
    const isInside = offset > 0 && offset + part.length < text.length;
    if (blanks?.length === 1 && isInside && column > room.width) {
      column = room.indent;
      return `\n${" ".repeat(room.indent)}`;
    }
    column += part.length;
    return part;
  });
}

function writeSingle(text: string, room: Room): string {
  let column = room.column + 1;
  return text.replaceAll(
    /([\n\x85\u2028\u2029]+)|[^\n\x85\u2028\u2029]+/g,
    (part: string, breaks: string | undefined) => {
      if (breaks !== undefined) {
        column = room.indent;
        return `${breaks.startsWith("\n") ? "\n" : ""}${breaks}${" ".repeat(room.indent)}`;
      }
      const folded = fold(part.replaceAll("'", "''"), room, column);
      column = folded.includes("\n") ? folded.length - folded.lastIndexOf("\n") - 1 : column + folded.length;
      return folded;
    },
  );
}

function writeDouble(text: string, room: Room, { isUnicode }: StyleOptions): string {
  const chars = Array.from(text);
  let out = "";
  /** Of what is written, less the plain characters since the last escape or line, which are `pending`. */
  let column = room.column + 1;
  let pending = 0;
  for (const [index, char] of chars.entries()) {
    const isInside = index > 0 && index < chars.length - 1;
    const breakIf = (isWide: boolean, next: string | undefined): void => {
      if (!isInside || !isWide) return;
      const shield = next === " " ? "\\" : "";
      out += `\\\n${" ".repeat(room.indent)}${shield}`;
      column = room.indent + shield.length;
      pending = 0;
    };
    if (isPlainInDouble(char, isUnicode)) {
      const mayBreak = char === " " || pending === 0;
      breakIf(mayBreak && column + pending > room.width, char);
      out += char;
      pending += 1;
    } else {
      const escaped = escape(char);
      out += escaped;
      column += pending + escaped.length;
      pending = 0;
      breakIf(column - 1 > room.width, chars[index + 1]);
    }
  }
  return out;
}

function isPlainInDouble(char: string, isUnicode: boolean): boolean {
  if (/[ !#-[\]-~]/.test(char)) return true;
  return isUnicode && /[\xa1-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd]/.test(char);
}

function escape(char: string): string {
  const short = escapes.get(char);
  if (short !== undefined) return `\\${short}`;
  const code = char.codePointAt(0) ?? 0;
  const hex = code.toString(16).toUpperCase();
  if (code <= 0xff) return `\\x${hex.padStart(2, "0")}`;
  return code <= 0xffff ? `\\u${hex.padStart(4, "0")}` : `\\U${hex.padStart(8, "0")}`;
}

function writeLiteral(text: string, indent: number): string {
  const lead = /^[ \n]/.test(text) ? "2" : "";
  const chomping = text.endsWith("\n") ? (/^\n$|\n\n$/.test(text) ? "+" : "") : "-";
  const body = text.replace(/\n$/, "").split("\n");
  const lines = body.map((line) => (line === "" ? "" : " ".repeat(indent) + line));
  return `|${lead}${chomping}\n${lines.join("\n")}`;
}
