import { scanBlock } from "./block.ts";
import { Cursor, isGap, isLineEnd } from "./cursor.ts";
import { scanPlain } from "./plain.ts";
import { scanDirective, scanTag } from "./property.ts";
import { scanQuoted } from "./quoted.ts";
import type { MarkToken, Token, TokenType } from "./token.ts";

/** A token that turns out to be a key if a `:` follows on its line. */
interface KeyCandidate {
  readonly index: number;
  readonly isRequired: boolean;
  readonly offset: number;
  readonly line: number;
  readonly column: number;
}

const longestKey = 1024;
/** Characters that no plain scalar begins with. `@`, `&` and `*` are missing on purpose: Mistral reads them as text. */
const indicators = new Set(Array.from("-?:,[]{}#!|>\"%`'", (char) => char.charCodeAt(0)));
const dash = 45;
const question = 63;
const colon = 58;

/**
 * Cuts a text into the tokens of YAML 1.1 the way PyYAML does, with Mistral's changes: `&anchor` and `*alias` are plain
 * text, and a plain scalar may begin with `@`.
 */
export class Scanner {
  readonly #cursor: Cursor;
  readonly #tokens: Token[] = [];
  /** How many tokens have been handed out. */
  #taken = 0;
  #isDone = false;
  #flowDepth = 0;
  /** Column of the innermost block collection, -1 outside of all. */
  #indent = -1;
  readonly #indents: number[] = [];
  #mayBeginKey = true;
  /** By depth of brackets. */
  readonly #candidates = new Map<number, KeyCandidate>();

  constructor(text: string) {
    this.#cursor = new Cursor(text);
    if (text.startsWith("\ufeff")) this.#cursor.offset = 1;
  }

  /** The next token, which stays. */
  peek(): Token {
    while (this.#needsMore()) this.#fetch();
    const token = this.#tokens[this.#taken];
    if (token === undefined) throw new Error("The reader went on behind the end of the stream");
    return token;
  }

  /** Whether the next token is one of these types. */
  isAt(...types: readonly TokenType[]): boolean {
    return types.includes(this.peek().type);
  }

  /** Takes the next token. */
  take(): Token {
    const token = this.peek();
    this.#taken += 1;
    return token;
  }

  #needsMore(): boolean {
    if (this.#isDone) return false;
    if (this.#taken === this.#tokens.length) return true;
    this.#dropStaleCandidates();
    for (const { index } of this.#candidates.values()) if (index === this.#taken) return true;
    return false;
  }

  #fetch(): void {
    const cursor = this.#cursor;
    this.#skipGap();
    this.#dropStaleCandidates();
    this.#unwind(cursor.column);
    const code = cursor.peek();
    const char = code === 0 ? "" : String.fromCharCode(code);
    if (char === "") return this.#endStream();
    if (cursor.column === 0) {
      if (char === "%") return this.#directive();
      if (cursor.isAtDocumentMark("---")) return this.#documentMark("<document start>");
      if (cursor.isAtDocumentMark("...")) return this.#documentMark("<document end>");
    }
    switch (char) {
      case "[":
      case "{":
        return this.#openBracket(char);
      case "]":
      case "}":
        return this.#closeBracket(char);
      case ",":
        return this.#comma();
      case "-":
        if (isGap(cursor.peek(1))) return this.#dash();
        break;
      case "?":
        if (this.#flowDepth > 0 || isGap(cursor.peek(1))) return this.#question();
        break;
      case ":":
        if (this.#flowDepth > 0 || isGap(cursor.peek(1))) return this.#colon();
        break;
      case "!":
        this.#beginNode();
        this.#tokens.push(scanTag(cursor));
        return undefined;
      case "|":
      case ">":
        if (this.#flowDepth > 0) break;
        return this.#block();
      case "'":
      case '"':
        this.#beginNode();
        this.#tokens.push(scanQuoted(cursor));
        return undefined;
      default:
    }
    if (!this.#isPlainStart(code)) {
      cursor.fail(
        `found character ${cursor.quoteChar()} that cannot start any token`,
        "while scanning for the next token",
      );
    }
    return this.#plain();
  }

  #isPlainStart(code: number): boolean {
    if (isGap(code)) return false;
    if (!indicators.has(code)) return true;
    if (isGap(this.#cursor.peek(1))) return false;
    return code === dash || (this.#flowDepth === 0 && (code === question || code === colon));
  }

  #skipGap(): void {
    const cursor = this.#cursor;
    for (;;) {
      cursor.skipSpaces();
      if (cursor.startsWith("#")) cursor.skipLine();
      if (!isLineEnd(cursor.peek()) || cursor.takeBreak() === "") return;
      if (this.#flowDepth === 0) this.#mayBeginKey = true;
    }
  }

  #dropStaleCandidates(): void {
    const cursor = this.#cursor;
    for (const [depth, candidate] of this.#candidates) {
      if (candidate.line === cursor.line && cursor.offset - candidate.offset <= longestKey) continue;
      this.#dropCandidate(depth, candidate);
    }
  }

  #dropCandidate(depth: number, candidate: KeyCandidate): void {
    if (candidate.isRequired) {
      this.#cursor.fail("could not find expected ':'", "while scanning a simple key", candidate.offset);
    }
    this.#candidates.delete(depth);
  }

  #forgetCandidate(): void {
    const candidate = this.#candidates.get(this.#flowDepth);
    if (candidate !== undefined) this.#dropCandidate(this.#flowDepth, candidate);
  }

  /** Remembers that the next token may be a key. */
  #rememberCandidate(): void {
    if (!this.#mayBeginKey) return;
    this.#forgetCandidate();
    const { offset, line, column } = this.#cursor;
    const isRequired = this.#flowDepth === 0 && this.#indent === column;
    this.#candidates.set(this.#flowDepth, { index: this.#tokens.length, isRequired, offset, line, column });
  }

  #beginNode(): void {
    this.#rememberCandidate();
    this.#mayBeginKey = false;
  }

  #unwind(column: number): void {
    if (this.#flowDepth > 0) return;
    while (this.#indent > column) {
      this.#indent = this.#indents.pop() ?? -1;
      this.#push("<block end>", 0);
    }
  }

  #isDeeper(column: number): boolean {
    if (this.#indent >= column) return false;
    this.#indents.push(this.#indent);
    this.#indent = column;
    return true;
  }

  #push(type: MarkToken["type"], length: number): void {
    const start = this.#cursor.offset;
    this.#cursor.offset += length;
    this.#tokens.push({ type, start, end: this.#cursor.offset });
  }

  #endStream(): void {
    this.#unwind(-1);
    this.#forgetCandidate();
    this.#candidates.clear();
    this.#push("<stream end>", 0);
    this.#isDone = true;
  }

  #directive(): void {
    this.#leaveDocument();
    this.#tokens.push(scanDirective(this.#cursor));
  }

  #documentMark(type: "<document start>" | "<document end>"): void {
    this.#leaveDocument();
    this.#push(type, 3);
  }

  #leaveDocument(): void {
    this.#unwind(-1);
    this.#forgetCandidate();
    this.#mayBeginKey = false;
  }

  #openBracket(type: "[" | "{"): void {
    this.#rememberCandidate();
    this.#flowDepth += 1;
    this.#mayBeginKey = true;
    this.#push(type, 1);
  }

  #closeBracket(type: "]" | "}"): void {
    this.#forgetCandidate();
    this.#flowDepth -= 1;
    this.#mayBeginKey = false;
    this.#push(type, 1);
  }

  #comma(): void {
    this.#mayBeginKey = true;
    this.#forgetCandidate();
    this.#push(",", 1);
  }

  #dash(): void {
    if (this.#flowDepth === 0) {
      if (!this.#mayBeginKey) this.#cursor.fail("sequence entries are not allowed here");
      if (this.#isDeeper(this.#cursor.column)) this.#push("<block sequence start>", 0);
    }
    this.#mayBeginKey = true;
    this.#forgetCandidate();
    this.#push("-", 1);
  }

  #question(): void {
    if (this.#flowDepth === 0) {
      if (!this.#mayBeginKey) this.#cursor.fail("mapping keys are not allowed here");
      if (this.#isDeeper(this.#cursor.column)) this.#push("<block mapping start>", 0);
    }
    this.#mayBeginKey = this.#flowDepth === 0;
    this.#forgetCandidate();
    this.#push("?", 1);
  }

  #colon(): void {
    const candidate = this.#candidates.get(this.#flowDepth);
    if (candidate !== undefined) {
      this.#candidates.delete(this.#flowDepth);
      this.#makeKey(candidate);
      this.#mayBeginKey = false;
    } else {
      if (this.#flowDepth === 0) {
        if (!this.#mayBeginKey) this.#cursor.fail("mapping values are not allowed here");
        if (this.#isDeeper(this.#cursor.column)) this.#push("<block mapping start>", 0);
      }
      this.#mayBeginKey = this.#flowDepth === 0;
      this.#forgetCandidate();
    }
    this.#push(":", 1);
  }

  #makeKey({ index, offset, column }: KeyCandidate): void {
    const at = { start: offset, end: offset };
    this.#tokens.splice(index, 0, { type: "?", ...at });
    if (this.#flowDepth === 0 && this.#isDeeper(column)) {
      this.#tokens.splice(index, 0, { type: "<block mapping start>", ...at });
    }
  }

  #block(): void {
    this.#mayBeginKey = true;
    this.#forgetCandidate();
    this.#tokens.push(scanBlock(this.#cursor, this.#indent));
  }

  #plain(): void {
    this.#beginNode();
    const { token, endsOnNewLine } = scanPlain(this.#cursor, this.#indent + 1, this.#flowDepth > 0);
    this.#tokens.push(token);
    if (endsOnNewLine) this.#mayBeginKey = true;
  }
}
