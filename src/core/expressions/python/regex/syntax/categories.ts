import { isSpace } from "../../text/strip.ts";

/** `\d \s \w` and their opposites. */
export type Category = "d" | "D" | "s" | "S" | "w" | "W";

const unknown = 0;
const isIn = 1;
const isOut = 2;

/** What has been found out about the code units beyond ASCII, so that Unicode's tables are asked once for each. */
const words = new Uint8Array(0x10000);
const digits = new Uint8Array(0x10000);

const wordCharacter = /^[\p{L}\p{N}_]$/u;
const digitCharacter = /^\p{Nd}$/u;

/** Whether a code point is a word character: a letter, a number or `_`. */
export function isWord(code: number, asciiOnly: boolean): boolean {
  if (code < 128) {
    return (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || (code >= 48 && code <= 57) || code === 95;
  }
  return !asciiOnly && lookUp(code, words, wordCharacter);
}

/** Whether a code point is of the category. */
export function isOfCategory(category: Category, code: number, asciiOnly: boolean): boolean {
  switch (category) {
    case "w":
      return isWord(code, asciiOnly);
    case "W":
      return !isWord(code, asciiOnly);
    case "d":
      return isDigit(code, asciiOnly);
    case "D":
      return !isDigit(code, asciiOnly);
    case "s":
      return isBlank(code, asciiOnly);
    case "S":
      return !isBlank(code, asciiOnly);
  }
}

function isDigit(code: number, asciiOnly: boolean): boolean {
  if (code < 128) return code >= 48 && code <= 57;
  return !asciiOnly && lookUp(code, digits, digitCharacter);
}

function isBlank(code: number, asciiOnly: boolean): boolean {
  return asciiOnly ? code === 32 || (code >= 9 && code <= 13) : isSpace(code);
}

function lookUp(code: number, table: Uint8Array, pattern: RegExp): boolean {
  if (code > 0xffff) return pattern.test(String.fromCodePoint(code));
  let known = table[code] ?? unknown;
  if (known === unknown) {
    known = pattern.test(String.fromCharCode(code)) ? isIn : isOut;
    table[code] = known;
  }
  return known === isIn;
}
