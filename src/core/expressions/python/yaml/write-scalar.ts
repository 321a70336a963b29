import { bestWidth } from "./page.ts";
import type { YamlPage } from "./page.ts";
import { isBreak } from "./scalar-style.ts";

const escapes: Record<string, string> = {
  "\0": "0",
  "\x07": "a",
  "\b": "b",
  "\t": "t",
  "\n": "n",
  "\v": "v",
  "\f": "f",
  "\r": "r",
  "\x1b": "e",
  '"': '"',
  "\\": "\\",
  "\x85": "N",
  "\xa0": "_",
  "\u2028": "L",
  "\u2029": "P",
};

/**
 * Writes a plain scalar of one line.
 *
 * @param folds whether a long line may be broken at a single blank
 */
export function writePlain(page: YamlPage, characters: readonly string[], folds: boolean): void {
  if (characters.length === 0) return;
  if (!page.afterBlank) page.write(" ");
  page.afterBlank = false;
  page.isIndentation = false;
  for (const { text, isBlank, width } of runs(characters)) {
    if (isBlank && width === 1 && page.column > bestWidth && folds) {
      page.writeIndent();
      page.afterBlank = false;
      page.isIndentation = false;
    } else page.write(text, width);
  }
}

/**
 * Writes a scalar in single quotes: line breaks are doubled, quotes too.
 *
 * @param folds whether a long line may be broken at a single blank
 */
export function writeSingleQuoted(page: YamlPage, characters: readonly string[], folds: boolean): void {
  page.writeIndicator("'", true);
  let at = 0;
  while (at < characters.length) {
    const start = at;
    const char = characters[at] ?? "";
    if (char === " ") {
      while (characters[at] === " ") at++;
      const isFold = at - start === 1 && page.column > bestWidth && folds && start !== 0 && at !== characters.length;
      if (isFold) page.writeIndent();
      else page.write(" ".repeat(at - start));
    } else if (isBreak(char)) {
      while (at < characters.length && isBreak(characters[at] ?? "")) at++;
      if (char === "\n") page.writeBreak("\n");
      for (const lineBreak of characters.slice(start, at)) page.writeBreak(lineBreak);
      page.writeIndent();
    } else if (char === "'") {
      page.write("''");
      at++;
    } else {
      while (at < characters.length && !" '".includes(characters[at] ?? "") && !isBreak(characters[at] ?? "")) at++;
      page.write(characters.slice(start, at).join(""), at - start);
    }
  }
  page.writeIndicator("'", false);
}

/**
 * Writes a scalar in double quotes, ASCII only.
 *
 * @param folds whether a long line may be broken by a backslash
 */
export function writeDoubleQuoted(page: YamlPage, characters: readonly string[], folds: boolean): void {
  page.writeIndicator('"', true);
  const { length } = characters;
  let start = 0;
  for (let end = 0; end <= length; end++) {
    const char = characters[end];
    const needsEscape = char === undefined || char === '"' || char === "\\" || char < " " || char > "~";
    if (needsEscape) {
      if (start < end) page.write(characters.slice(start, end).join(""), end - start);
      start = end;
      if (char !== undefined) {
        page.write(escape(char));
        start = end + 1;
      }
    }
    const mayFold = end > 0 && end < length - 1 && (char === " " || start >= end);
    if (!mayFold || page.column + end - start <= bestWidth || !folds) continue;
    page.write(`${characters.slice(start, end).join("")}\\`);
    start = Math.max(start, end);
    page.writeIndent();
    page.afterBlank = false;
    page.isIndentation = false;
    if (characters[start] === " ") page.write("\\");
  }
  page.writeIndicator('"', false);
}

function escape(char: string): string {
  const letter = escapes[char];
  if (letter !== undefined) return `\\${letter}`;
  const code = char.codePointAt(0) ?? 0;
  const hex = code.toString(16).toUpperCase();
  if (code <= 0xff) return `\\x${hex.padStart(2, "0")}`;
  return code <= 0xffff ? `\\u${hex.padStart(4, "0")}` : `\\U${hex.padStart(8, "0")}`;
}

interface Run {
  readonly text: string;
  readonly isBlank: boolean;
  readonly width: number;
}

/** Blanks and what stands between them, by turns. */
function* runs(characters: readonly string[]): Generator<Run, undefined> {
  let start = 0;
  while (start < characters.length) {
    const isBlank = characters[start] === " ";
    let end = start;
    while (end < characters.length && (characters[end] === " ") === isBlank) end++;
    yield { text: characters.slice(start, end).join(""), isBlank, width: end - start };
    start = end;
  }
}
