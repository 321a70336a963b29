import type { Lexer } from "./lexer.ts";
import { TemplateSyntaxError } from "./syntax-error.ts";
import { describeToken, describeWanted, type Token } from "./token.ts";

/** The tokens of a template with one that is current and at most one looked at beyond it. */
export class TokenStream {
  current: Token;
  readonly #lexer: Lexer;
  #ahead: Token | undefined;

  constructor(lexer: Lexer) {
    this.#lexer = lexer;
    this.current = lexer.next();
  }

  /** The token after the current one. */
  look(): Token {
    this.#ahead ??= this.#lexer.next();
    return this.#ahead;
  }

  /** Moves on and returns the token that was current. */
  next(): Token {
    const token = this.current;
    if (this.#ahead !== undefined) {
      this.current = this.#ahead;
      this.#ahead = undefined;
    } else if (token.type !== "eof") {
      this.current = this.#lexer.next();
    }
    return token;
  }

  /** Whether the current token is one of those wanted: token types, or `name:WORD`. */
  is(...wanted: readonly string[]): boolean {
    return wanted.some((each) => matches(this.current, each));
  }

  /** Whether the token after the current one is the one wanted. */
  isNext(wanted: string): boolean {
    return matches(this.look(), wanted);
  }

  /** Moves on if the current token is the one wanted, and says whether it was. */
  skip(wanted: string): boolean {
    if (!matches(this.current, wanted)) return false;
    this.next();
    return true;
  }

  /**
   * Moves on and returns the token that was current.
   *
   * @throws TemplateSyntaxError if it is not the one wanted
   */
  expect(wanted: string): Token {
    if (matches(this.current, wanted)) return this.next();
    const name = `'${describeWanted(wanted)}'`;
    const text =
      this.current.type === "eof"
        ? `unexpected end of template, expected ${name}.`
        : `expected token ${name}, got '${describeToken(this.current)}'`;
    throw new TemplateSyntaxError(text, this.current.offset);
  }
}

function matches(token: Token, wanted: string): boolean {
  if (!wanted.startsWith("name:")) return token.type === wanted;
  return token.type === "name" && token.value === wanted.slice("name:".length);
}
