import { quote } from "../../python/index.ts";
import { commentEnd, identifier, inside, isBlank, rawBegin, rawEnd, stripEnd, tagStart } from "./patterns.ts";
import { decodeString } from "./string-literal.ts";
import { TemplateSyntaxError } from "./syntax-error.ts";
import { symbols, type Token, type TokenType } from "./token.ts";

type State = "text" | "block" | "variable" | "raw";

const closing: Readonly<Record<string, string>> = { "{": "}", "(": ")", "[": "]" };

/**
 * Cuts a template into tokens, one at a time, so that an error shows only when the parser gets there. Blocks are trimmed
 * as Mistral configures Jinja: a newline after a block goes (`trim_blocks`), and so does white space between the start
 * of a line and a block (`lstrip_blocks`). One newline at the end of the source is dropped.
 */
export class Lexer {
  readonly source: string;
  #state: State;
  #position = 0;
  #line = 1;
  #counted = 0;
  /** Whether the last thing read ended a line, which `lstrip_blocks` asks. */
  #atLineStart = true;
  readonly #balance: string[] = [];
  readonly #ready: Token[] = [];

  /**
   * @param source the template
   * @param state `variable` when the source is a bare expression
   */
  constructor(source: string, state: "text" | "variable") {
    this.source = source.replaceAll(/\r\n?/g, "\n").replace(/\n$/, "");
    this.#state = state;
  }

  /**
   * @returns the next token; `eof` for ever at the end
   * @throws TemplateSyntaxError for what is no token
   */
  next(): Token {
    for (;;) {
      const token = this.#ready.shift();
      if (token !== undefined) return token;
      if (this.#position >= this.source.length) {
        return this.#token("eof", "", this.source.length);
      }
      if (this.#state === "text") this.#readText();
      else if (this.#state === "raw") this.#readRaw();
      else this.#readInside(this.#state);
    }
  }

  #readText(): void {
    const from = this.#position;
    tagStart.lastIndex = from;
    const start = tagStart.exec(this.source)?.index;
    if (start === undefined) {
      this.#pushData(this.source.slice(from), from);
      this.#moveTo(this.source.length);
      return;
    }
    const kind = this.source.charAt(start + 1);
    const sign = this.source.charAt(start + 2);
    this.#pushData(this.#trimBefore(this.source.slice(from, start), sign, kind !== "{"), from);
    const isSigned = sign === "-" || sign === "+";
    if (kind === "#") {
      this.#skipComment(start + (isSigned ? 3 : 2), start);
      return;
    }
    rawBegin.lastIndex = start;
    const raw = kind === "%" ? rawBegin.exec(this.source) : null;
    if (raw !== null) {
      this.#moveTo(start + raw[0].length);
      this.#state = "raw";
      return;
    }
    this.#moveTo(start);
    this.#ready.push(this.#token(kind === "%" ? "block_begin" : "variable_begin", "", start));
    this.#moveTo(start + (isSigned ? 3 : 2));
    this.#state = kind === "%" ? "block" : "variable";
  }

  #readRaw(): void {
    const from = this.#position;
    rawEnd.lastIndex = from;
    const end = rawEnd.exec(this.source);
    if (end === null) throw new TemplateSyntaxError("Missing end of raw directive", from);
    this.#pushData(this.#trimBefore(this.source.slice(from, end.index), end[1] ?? "", true), from);
    this.#moveTo(end.index + end[0].length);
    this.#state = "text";
  }

  #skipComment(from: number, start: number): void {
    // Jinja does not miss the end of a comment that has not even begun.
    if (from >= this.source.length) return this.#moveTo(from);
    commentEnd.lastIndex = from;
    const end = commentEnd.exec(this.source);
    if (end === null) throw new TemplateSyntaxError("Missing end of comment tag", start);
    this.#moveTo(end.index + end[0].length);
  }

  #readInside(state: "block" | "variable"): void {
    const at = this.#position;
    if (this.#balance.length === 0) {
      const end = this.#match(state === "block" ? inside.blockEnd : inside.variableEnd);
      if (end !== undefined) {
        this.#ready.push(this.#token(state === "block" ? "block_end" : "variable_end", "", at));
        this.#moveTo(at + end.length);
        this.#state = "text";
        return;
      }
    }
    const text = this.#match(inside.space);
    if (text !== undefined) this.#moveTo(at + text.length);
    else this.#readToken(at);
  }

  #readToken(at: number): void {
    const float = this.#match(inside.float);
    if (float !== undefined) return this.#take("float", float, float.replaceAll("_", ""), at);
    const integer = this.#match(inside.integer);
    if (integer !== undefined) return this.#take("integer", integer, integer.replaceAll("_", ""), at);
    const name = this.#match(inside.name);
    if (name !== undefined) {
      if (!identifier.test(name)) throw new TemplateSyntaxError("Invalid character in identifier", at);
      return this.#take("name", name, name.normalize("NFC"), at);
    }
    const string = this.#match(inside.string);
    if (string !== undefined) return this.#take("string", string, decodeString(string.slice(1, -1), at), at);
    const symbol = symbols.find((each) => this.source.startsWith(each, at));
    if (symbol === undefined) {
      const character = String.fromCodePoint(this.source.codePointAt(at) ?? 0);
      throw new TemplateSyntaxError(`unexpected char ${quote(character)} at ${at}`, at);
    }
    this.#keepBalance(symbol, at);
    this.#take(symbol, symbol, symbol, at);
  }

  #keepBalance(symbol: string, at: number): void {
    const close = closing[symbol];
    if (close !== undefined) this.#balance.push(close);
    if (symbol !== "}" && symbol !== ")" && symbol !== "]") return;
    const expected = this.#balance.pop();
    if (expected === undefined) throw new TemplateSyntaxError(`unexpected '${symbol}'`, at);
    if (expected !== symbol) throw new TemplateSyntaxError(`unexpected '${symbol}', expected '${expected}'`, at);
  }

  #take(type: TokenType, matched: string, value: string, at: number): void {
    this.#ready.push(this.#token(type, value, at));
    this.#moveTo(at + matched.length);
  }

  #match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#position;
    return pattern.exec(this.source)?.[0];
  }

  /** The text in front of a tag: `-` strips it, and without a sign a block strips what indents it. */
  #trimBefore(text: string, sign: string, isBlock: boolean): string {
    if (sign === "-") return stripEnd(text);
    if (sign === "+" || !isBlock) return text;
    const lineStart = text.lastIndexOf("\n") + 1;
    if (lineStart === 0 && !this.#atLineStart) return text;
    return isBlank(text.slice(lineStart)) ? text.slice(0, lineStart) : text;
  }

  #pushData(text: string, at: number): void {
    if (text !== "") this.#ready.push(this.#token("data", text, at));
  }

  #token(type: TokenType, value: string, offset: number): Token {
    return { type, value, offset, line: this.#line };
  }

  #moveTo(position: number): void {
    for (; this.#counted < position; this.#counted += 1) {
      if (this.source.charCodeAt(this.#counted) === 10) this.#line += 1;
    }
    this.#position = position;
    this.#atLineStart = this.source.charAt(position - 1) === "\n";
  }
}
