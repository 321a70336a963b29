import { float } from "../../../base/index.ts";
import { PyDict } from "../containers/dict.ts";
import { PyList } from "../containers/sequence.ts";
import { parseInteger } from "../numbers/parse.ts";
import { pointIndex } from "../text/code-points.ts";
import { PyError } from "../values/error.ts";
import type { ArrayKind, Value } from "../values/value.ts";

/** How deep Python's parser goes before it reports a recursion error. */
const maxDepth = 990;

const number = /(-?(?:0|[1-9][0-9]*))(\.[0-9]+)?([eE][-+]?[0-9]+)?/y;
const blanks = /[ \t\n\r]*/y;
const plainPart = /[^"\\\p{Cc}]*(?:[\x7f-\x9f][^"\\\p{Cc}]*)*/uy;
const constants: readonly (readonly [string, Value])[] = [
  ["null", null],
  ["true", true],
  ["false", false],
  ["NaN", Number.NaN],
  ["Infinity", Infinity],
  ["-Infinity", -Infinity],
];
const escapes: Record<string, string> = {
  '"': '"',
  "\\": "\\",
  "/": "/",
  b: "\b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
};

/**
 * Python's `json.loads(text)`.
 *
 * @param arrays in YAQL (`tuple`) lists and dicts come out as the mutable classes, in Jinja as plain arrays and objects
 * @throws PyError JSONDecodeError with Python's texts (`Expecting value: line 1 column 1 (char 0)`)
 */
export function parseJsonText(text: string, arrays: ArrayKind): Value {
  if (text.startsWith("\ufeff")) throw decodeError("Unexpected UTF-8 BOM (decode using utf-8-sig)", text, 0);
  return new JsonReader(text, arrays).readAll();
}

class JsonReader {
  private readonly source: string;
  private readonly arrays: ArrayKind;
  private at = 0;
  private depth = 0;

  constructor(source: string, arrays: ArrayKind) {
    this.source = source;
    this.arrays = arrays;
  }

  readAll(): Value {
    this.skipBlanks();
    const value = this.value();
    this.skipBlanks();
    if (this.at < this.source.length) throw this.error("Extra data", this.at);
    return value;
  }

  private value(): Value {
    switch (this.source.charAt(this.at)) {
      case '"':
        return this.string();
      case "[":
        return this.nested("array", () => this.list());
      case "{":
        return this.nested("object", () => this.dict());
      default:
        return this.constant();
    }
  }

  private nested(what: string, read: () => Value): Value {
    if (++this.depth > maxDepth) {
      throw new PyError(
        "RecursionError",
        `maximum recursion depth exceeded while decoding a JSON ${what} from a unicode string`,
      );
    }
    this.at++;
    const value = read();
    this.depth--;
    return value;
  }

  private constant(): Value {
    for (const [word, value] of constants) {
      if (!this.source.startsWith(word, this.at)) continue;
      this.at += word.length;
      return value;
    }
    return this.number();
  }

  private number(): Value {
    number.lastIndex = this.at;
    const match = number.exec(this.source);
    if (match === null) throw this.error("Expecting value", this.at);
    this.at = number.lastIndex;
    const [all, whole = "", fraction, exponent] = match;
    return fraction === undefined && exponent === undefined ? parseInteger(whole) : float(Number(all));
  }

  private string(): string {
    const start = this.at++;
    let out = "";
    for (;;) {
      plainPart.lastIndex = this.at;
      out += plainPart.exec(this.source)?.[0] ?? "";
      this.at = plainPart.lastIndex;
      const char = this.source.charAt(this.at);
      if (char === "") throw this.error("Unterminated string starting at", start);
      if (char === '"') {
        this.at++;
        return out;
      }
      if (char !== "\\") throw this.error("Invalid control character at", this.at);
      out += this.escape(start);
    }
  }

  private escape(start: number): string {
    const letter = this.source.charAt(this.at + 1);
    if (letter === "") throw this.error("Unterminated string starting at", start);
    if (letter === "u") {
      const hex = this.source.slice(this.at + 2, this.at + 6);
      if (!/^[0-9a-fA-F]{4}$/.test(hex)) throw this.error("Invalid \\uXXXX escape", this.at + 1);
      this.at += 6;
      return String.fromCharCode(Number.parseInt(hex, 16));
    }
    const char = escapes[letter];
    if (char === undefined) throw this.error("Invalid \\escape", this.at);
    this.at += 2;
    return char;
  }

  private list(): Value {
    const items: Value[] = [];
    this.skipBlanks();
    if (this.source.charAt(this.at) === "]") this.at++;
    else
      do {
        this.skipBlanks();
        items.push(this.value());
        this.skipBlanks();
      } while (this.continues("]"));
    return this.arrays === "list" ? items : new PyList(items);
  }

  private dict(): Value {
    const entries: [string, Value][] = [];
    this.skipBlanks();
    if (this.source.charAt(this.at) === "}") this.at++;
    else
      do {
        this.skipBlanks();
        if (this.source.charAt(this.at) !== '"') {
          throw this.error("Expecting property name enclosed in double quotes", this.at);
        }
        const key = this.string();
        this.skipBlanks();
        if (this.source.charAt(this.at) !== ":") throw this.error("Expecting ':' delimiter", this.at);
        this.at++;
        this.skipBlanks();
        entries.push([key, this.value()]);
        this.skipBlanks();
      } while (this.continues("}"));
    return this.arrays === "list" ? Object.fromEntries(entries) : new PyDict(this.arrays, entries);
  }

  /** Steps over a comma (and goes on) or over the closing bracket. */
  private continues(close: string): boolean {
    const char = this.source.charAt(this.at);
    if (char !== "," && char !== close) throw this.error("Expecting ',' delimiter", this.at);
    this.at++;
    return char === ",";
  }

  private skipBlanks(): void {
    const unit = this.source.charCodeAt(this.at);
    if (unit > 0x20) return;
    blanks.lastIndex = this.at;
    blanks.exec(this.source);
    this.at = blanks.lastIndex;
  }

  private error(message: string, unit: number): PyError {
    return decodeError(message, this.source, unit);
  }
}

function decodeError(message: string, source: string, unit: number): PyError {
  const before = source.slice(0, unit);
  const lineStart = before.lastIndexOf("\n") + 1;
  const line = before.split("\n").length;
  const column = pointIndex(source.slice(lineStart), unit - lineStart) + 1;
  return new PyError("JSONDecodeError", `${message}: line ${line} column ${column} (char ${pointIndex(source, unit)})`);
}
