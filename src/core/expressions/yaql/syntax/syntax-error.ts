import type { Value } from "../../python/index.ts";
import { PyError, pyStr, textLength } from "../../python/index.ts";

/** An expression that does not follow the grammar. `offset` is where, in UTF-16 units; the text counts code points. */
export class YaqlSyntaxError extends PyError {
  readonly offset: number;

  constructor(
    pyClass: "YaqlLexicalException" | "YaqlGrammarException" | "UnicodeDecodeError",
    message: string,
    offset: number,
  ) {
    super(pyClass, message);
    this.offset = offset;
  }
}

/** No token begins here. */
export function illegalCharacter(source: string, offset: number): YaqlSyntaxError {
  const character = String.fromCodePoint(source.codePointAt(offset) ?? 0);
  return new YaqlSyntaxError(
    "YaqlLexicalException",
    `Lexical error: illegal character '${character}' at position ${textLength(source.slice(0, offset))}`,
    offset,
  );
}

/** A token that cannot stand here; its converted value is shown. */
export function unexpectedToken(source: string, offset: number, value: Value): YaqlSyntaxError {
  return new YaqlSyntaxError(
    "YaqlGrammarException",
    `Parse error: unexpected '${pyStr(value, "tuple")}' at position ${textLength(source.slice(0, offset))} of expression '${source}'`,
    offset,
  );
}

/** The expression stops too early. */
export function unexpectedEnd(source: string): YaqlSyntaxError {
  return new YaqlSyntaxError("YaqlGrammarException", "Parse error: unexpected end of statement", source.length);
}
