/** Symbols are their own token type; the longest come first. */
export const symbols = [
  "**",
  "//",
  "==",
  "!=",
  "<=",
  ">=",
  "+",
  "-",
  "*",
  "/",
  "%",
  "~",
  "[",
  "]",
  "(",
  ")",
  "{",
  "}",
  "<",
  ">",
  "=",
  ".",
  ":",
  "|",
  ",",
  ";",
] as const;

export type TokenType =
  | (typeof symbols)[number]
  | "data"
  | "block_begin"
  | "block_end"
  | "variable_begin"
  | "variable_end"
  | "name"
  | "string"
  | "integer"
  | "float"
  | "eof";

export interface Token {
  readonly type: TokenType;
  /** The text of the token: decoded for a string, without `_` for a number. */
  readonly value: string;
  readonly offset: number;
  readonly line: number;
}

const words: Partial<Record<TokenType, string>> = {
  data: "template data / text",
  block_begin: "begin of statement block",
  block_end: "end of statement block",
  variable_begin: "begin of print statement",
  variable_end: "end of print statement",
  eof: "end of template",
};

/**
 * How Jinja names a token in an error.
 *
 * @param token the token
 */
export function describeToken(token: Token): string {
  return token.type === "name" ? token.value : describeType(token.type);
}

/**
 * How Jinja names an expected token in an error.
 *
 * @param wanted a token type, or `name:WORD` for a certain word
 */
export function describeWanted(wanted: string): string {
  return wanted.startsWith("name:") ? wanted.slice("name:".length) : describeType(wanted);
}

function describeType(type: string): string {
  return Object.hasOwn(words, type) ? (words[type as TokenType] ?? type) : type;
}
