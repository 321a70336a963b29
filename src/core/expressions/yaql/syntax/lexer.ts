import { float, integer } from "../../../base/index.ts";
import type { Num } from "../../python/index.ts";
import { decodeEscapes } from "./escapes.ts";
import { illegalCharacter } from "./syntax-error.ts";
import type { Token } from "./token.ts";

/** Python's `\w`, which knows no combining marks. */
const word = String.raw`[\p{L}\p{N}_]`;
const letter = String.raw`[\p{L}\p{Nl}\p{No}_]`;
const notAfterWord = `(?<!${word})`;
const notBeforeWord = `(?!${word})`;

const blanks = /[ \t\r\n]*/y;
const variable = new RegExp(String.raw`\$${word}*`, "uy");
const number = new RegExp(String.raw`${notAfterWord}\p{Nd}+(?:\.?\p{Nd}+)?${notBeforeWord}`, "uy");
const call = new RegExp(String.raw`${notAfterWord}${letter}${word}*\(`, "uy");
const name = new RegExp(String.raw`(?!__)${notAfterWord}${letter}${word}*${notBeforeWord}`, "uy");
const quoted = /'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)"/uy;
const verbatim = /`((?:[^`\\]|\\.)*)`/uy;
const symbol = /\?\.|->|=~|!~|!=|<=|>=|=>|[-.+*/<>=[{()\],}]/y;

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
    const offset = position + match(blanks, source, position).length;
    if (offset === source.length) return { type: "end", value: null, offset };
    const { token, length } = tokenAt(source, offset);
    position = offset + length;
    return token;
  };
}

interface Found {
  readonly token: Token;
  readonly length: number;
}

function tokenAt(source: string, offset: number): Found {
  const found = (type: Token["type"], value: Token["value"], length: number): Found => ({
    token: { type, value, offset },
    length,
  });
  let text = match(variable, source, offset);
  if (text !== "") return found("variable", text, text.length);
  text = match(number, source, offset);
  if (text !== "") return found("constant", numberValue(text), text.length);
  text = match(call, source, offset);
  if (text !== "") return found("call", text.slice(0, -1), text.length);
  text = match(name, source, offset);
  if (text !== "") {
    const constant = constants.get(text);
    if (constant !== undefined) return found("constant", constant, text.length);
    return found(words.has(text) ? "word" : "name", text, text.length);
  }
  text = match(quoted, source, offset);
  if (text !== "") return found("constant", decodeEscapes(text.slice(1, -1), offset), text.length);
  text = match(verbatim, source, offset);
  if (text !== "") return found("constant", text.slice(1, -1).replaceAll("\\`", "`"), text.length);
  text = match(symbol, source, offset);
  if (text !== "") return found("symbol", text, text.length);
  throw illegalCharacter(source, offset);
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
