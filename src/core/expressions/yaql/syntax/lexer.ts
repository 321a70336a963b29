import { float, integer } from "../../../base/index.ts";
import type { Num } from "../../python/index.ts";
import { decodeEscapes } from "./escapes.ts";
import { illegalCharacter } from "./syntax-error.ts";
import type { Token } from "./token.ts";

/** Python's `\w`, which knows no combining marks. */
const word = String.raw`[\p{L}\p{N}_]`;
const name = new RegExp(String.raw`[\p{L}\p{Nl}\p{No}_]${word}*`, "uy");
const variable = new RegExp(String.raw`\$${word}*`, "uy");
const number = new RegExp(String.raw`\p{Nd}+(?:\.?\p{Nd}+)?(?!${word})`, "uy");
const string = /'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"|`(?:[^`\\]|\\.)*`/uy;
const symbol = /\?\.|->|=~|!~|!=|<=|>=|=>|[-.+*/<>=[{()\],}]/y;
const digit = /^\p{Nd}/u;

const words: ReadonlySet<string> = new Set(["mod", "in", "not", "and", "or"]);
const constants: ReadonlyMap<string, boolean | null> = new Map([
  ["true", true],
  ["false", false],
  ["null", null],
]);

/**
 * Cuts an expression into tokens, one at a time: an error in the grammar is found before a wrong character behind it.
 *
 * @param source the expression without its delimiters
 * @returns a function that gives the next token, `end` for ever at the end; it throws YaqlSyntaxError where no token begins
 */
export function tokens(source: string): () => Token {
  let position = 0;
  return () => {
    while (isBlank(source.charCodeAt(position))) position += 1;
    if (position === source.length) return { type: "end", value: null, offset: position };
    const { token, length } = tokenAt(source, position);
    position += length;
    return token;
  };
}

interface Found {
  readonly token: Token;
  readonly length: number;
}

/** The first character tells the kind of token. */
function tokenAt(source: string, offset: number): Found {
  const first = source.charAt(offset);
  if (first === "$") return found("variable", match(variable, source, offset), offset);
  if (first === "'" || first === '"' || first === "`") {
    const text = match(string, source, offset);
    if (text === "") throw illegalCharacter(source, offset);
    const inner = text.slice(1, -1);
    const value = first === "`" ? inner.replaceAll("\\`", "`") : decodeEscapes(inner, offset);
    return { token: { type: "constant", value, offset }, length: text.length };
  }
  const sign = match(symbol, source, offset);
  if (sign !== "") return found("symbol", sign, offset);
  if (digit.test(source.slice(offset, offset + 2))) {
    const text = match(number, source, offset);
    if (text === "") throw illegalCharacter(source, offset);
    return { token: { type: "constant", value: numberValue(text), offset }, length: text.length };
  }
  return nameAt(source, offset);
}

function nameAt(source: string, offset: number): Found {
  const text = match(name, source, offset);
  if (text === "") throw illegalCharacter(source, offset);
  if (source.charAt(offset + text.length) === "(") {
    return { token: { type: "call", value: text, offset }, length: text.length + 1 };
  }
  if (text.startsWith("__")) throw illegalCharacter(source, offset);
  const value = constants.get(text);
  if (value !== undefined) return { token: { type: "constant", value, offset }, length: text.length };
  return found(words.has(text) ? "word" : "name", text, offset);
}

function found(type: Token["type"], text: string, offset: number): Found {
  return { token: { type, value: text, offset }, length: text.length };
}

/** Blank, tab, carriage return, line feed: no other white space separates tokens. */
function isBlank(code: number): boolean {
  return code === 32 || code === 9 || code === 13 || code === 10;
}

/** The text that a sticky expression matches at a place, empty when it does not. */
function match(expression: RegExp, source: string, offset: number): string {
  expression.lastIndex = offset;
  return expression.exec(source)?.[0] ?? "";
}

function numberValue(text: string): Num {
  const ascii = asciiDigits(text);
  if (ascii.includes(".")) return float(Number(ascii));
  return integer(BigInt(ascii));
}

/** Decimal digits of any script, as ASCII: in every script the ten digits stand in one row that begins at a zero. */
function asciiDigits(text: string): string {
  return text.replaceAll(/[^0-9.]/gu, (digit) => {
    const code = digit.codePointAt(0) as number;
    let zero = code;
    while (zero > code - 9 && /^\p{Nd}$/u.test(String.fromCodePoint(zero - 1))) zero -= 1;
    return String(code - zero);
  });
}
