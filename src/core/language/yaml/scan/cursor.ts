import { YamlFailure } from "../failure.ts";

const end = 0;
const tab = 9;
const lineFeed = 10;
const carriageReturn = 13;
const space = 32;
const nextLine = 0x85;
const lineSeparator = 0x2028;
const paragraphSeparator = 0x2029;

/** Whether the code is one of the characters that end a line in YAML 1.1. */
export function isBreak(code: number): boolean {
  return (
    code === lineFeed ||
    code === carriageReturn ||
    code === nextLine ||
    code === lineSeparator ||
    code === paragraphSeparator
  );
}

/** Whether the code ends a word: a blank, a tab, the end of a line or of the text. */
export function isGap(code: number): boolean {
  return code === space || code === end || code === tab || isBreak(code);
}

/** Whether the code ends a line or the text. */
export function isLineEnd(code: number): boolean {
  return code === end || isBreak(code);
}

/** A position in a text that knows its line and column. */
export class Cursor {
  readonly text: string;
  offset = 0;
  line = 0;
  #lineStart = 0;

  constructor(text: string) {
    this.text = text;
  }

  /** Counts from 0. */
  get column(): number {
    return this.offset - this.#lineStart;
  }

  /** The code of the character `ahead` of the cursor, 0 behind the end. */
  peek(ahead = 0): number {
    const at = this.offset + ahead;
    return at < this.text.length ? this.text.charCodeAt(at) : end;
  }

  /** Whether the text goes on with these characters. */
  startsWith(part: string): boolean {
    return this.text.startsWith(part, this.offset);
  }

  /** Takes what a sticky pattern without line breaks matches here; empty if it does not. */
  take(pattern: RegExp): string {
    pattern.lastIndex = this.offset;
    const found = pattern.exec(this.text)?.[0] ?? "";
    this.offset += found.length;
    return found;
  }

  /** Takes one character that is no line break. */
  takeChar(): string {
    const char = this.#char();
    this.offset += char.length;
    return char;
  }

  skipSpaces(): void {
    while (this.text.charCodeAt(this.offset) === space) this.offset += 1;
  }

  skipLine(): void {
    while (!isLineEnd(this.peek())) this.offset += 1;
  }

  /** Takes one line break, if there is one: `"\n"` for most kinds, the separator itself for the Unicode ones. */
  takeBreak(): string {
    const code = this.peek();
    if (!isBreak(code)) return "";
    this.offset += code === carriageReturn && this.peek(1) === lineFeed ? 2 : 1;
    this.line += 1;
    this.#lineStart = this.offset;
    return code === lineSeparator || code === paragraphSeparator ? String.fromCharCode(code) : "\n";
  }

  /** Whether `---` or `...` stands here, alone at the beginning of a line. */
  isAtDocumentMark(mark: "---" | "..."): boolean {
    return this.column === 0 && this.startsWith(mark) && isGap(this.peek(3));
  }

  /** The character here as an error message shows it. */
  quoteChar(ahead = 0): string {
    const char = this.#char(ahead);
    if (char === "") return String.raw`'\x00'`;
    if (char === "'") return `"'"`;
    if (char === "\\") return String.raw`'\\'`;
    const code = char.codePointAt(0) ?? 0;
    if (code === tab) return String.raw`'\t'`;
    if (code === lineFeed) return String.raw`'\n'`;
    if (code === carriageReturn) return String.raw`'\r'`;
    if (isBreak(code) || code === 0xa0) return `'\\${code > 0xff ? "u" : "x"}${code.toString(16)}'`;
    return `'${char}'`;
  }

  /** Throws a failure at this place, found while something that began at `start` was read. */
  fail(problem: string, context?: string, start?: number): never {
    const remark = { text: problem, offset: this.offset };
    throw new YamlFailure(remark, context === undefined ? undefined : { text: context, offset: start });
  }

  #char(ahead = 0): string {
    const code = this.text.codePointAt(this.offset + ahead);
    return code === undefined ? "" : String.fromCodePoint(code);
  }
}
