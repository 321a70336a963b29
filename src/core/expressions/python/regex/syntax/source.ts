import { PyError } from "../../values/error.ts";

/**
 * The pattern as the parser reads it: one token ahead, where a token is a character or a backslash with the character
 * behind it. Positions count code points.
 */
export class PatternSource {
  private readonly pattern: string;
  private readonly characters: readonly string[];
  private index = 0;
  /** The token that comes next; null at the end. */
  next: string | null = null;

  constructor(pattern: string) {
    this.pattern = pattern;
    this.characters = Array.from(pattern);
    this.advance();
  }

  /** Takes the next token. */
  get(): string | null {
    const token = this.next;
    this.advance();
    return token;
  }

  /** Takes the next token if it is that one. */
  match(token: string): boolean {
    if (this.next !== token) return false;
    this.advance();
    return true;
  }

  /** Takes up to so many tokens out of these characters. */
  getWhile(count: number, characters: string): string {
    let out = "";
    while (out.length < count && this.next !== null && this.next.length === 1 && characters.includes(this.next)) {
      out += this.next;
      this.advance();
    }
    return out;
  }

  /** Takes everything up to a character, and that too; `what` names it in errors. */
  getUntil(terminator: string, what: string): string {
    let out = "";
    for (;;) {
      const token = this.get();
      if (token === null) {
        if (out === "") throw this.error(`missing ${what}`);
        throw this.error(`missing ${terminator}, unterminated name`, lengthOf(out));
      }
      if (token === terminator) {
        if (out === "") throw this.error(`missing ${what}`, 1);
        return out;
      }
      out += token;
    }
  }

  /** The position behind the tokens that are taken. */
  tell(): number {
    return this.index - (this.next === null ? 0 : lengthOf(this.next));
  }

  /** Goes back to a position. */
  seek(position: number): void {
    this.index = position;
    this.advance();
  }

  /**
   * An error of the pattern.
   *
   * @param back how many characters before the present position it lies
   */
  error(message: string, back = 0): PyError {
    return patternError(message, this.pattern, this.tell() - back);
  }

  private advance(): void {
    let token = this.characters[this.index];
    if (token === undefined) {
      this.next = null;
      return;
    }
    this.index++;
    if (token === "\\") {
      const escaped = this.characters[this.index];
      if (escaped === undefined) {
        throw patternError("bad escape (end of pattern)", this.pattern, this.characters.length - 1);
      }
      token += escaped;
      this.index++;
    }
    this.next = token;
  }
}

/**
 * Python's `re.error`: the message with its place.
 *
 * @param position in code points
 */
export function patternError(message: string, pattern: string, position: number): PyError {
  if (!pattern.includes("\n")) return new PyError("error", `${message} at position ${position}`);
  const before = Array.from(pattern).slice(0, position);
  const line = before.filter((char) => char === "\n").length + 1;
  const column = position - before.lastIndexOf("\n");
  return new PyError("error", `${message} at position ${position} (line ${line}, column ${column})`);
}

/** How many code points a text has. */
export function lengthOf(text: string): number {
  return Array.from(text).length;
}
