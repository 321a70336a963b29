import type { Json } from "../../../base/index.ts";
import { type HashKey, PyError, PyObject, type Value } from "../../python/index.ts";

/** Python's `bytes`, which `encode()` makes. */
export class PyBytes extends PyObject {
  readonly bytes: readonly number[];

  constructor(bytes: Iterable<number>) {
    super();
    this.bytes = [...bytes];
  }

  get pyType(): string {
    return "bytes";
  }

  get size(): number {
    return this.bytes.length;
  }

  [Symbol.iterator](): Iterator<Value> {
    return this.bytes.values();
  }

  override repr(): string {
    const shown = this.bytes.map(showByte).join("");
    const mark = shown.includes("'") && !shown.includes('"') ? '"' : "'";
    return `b${mark}${mark === "'" ? shown.replaceAll("'", String.raw`\'`) : shown}${mark}`;
  }

  override isTrue(): boolean {
    return this.bytes.length > 0;
  }

  override equals(other: Value): boolean {
    return other instanceof PyBytes && other.hashKey() === this.hashKey();
  }

  override hashKey(): HashKey {
    return `\0bytes${this.bytes.join(",")}`;
  }

  override json(): Json {
    return decodeBytes(this, "utf-8");
  }
}

const named: Readonly<Record<number, string>> = {
  9: String.raw`\t`,
  10: String.raw`\n`,
  13: String.raw`\r`,
  92: "\\\\",
};

function showByte(byte: number): string {
  const name = named[byte];
  if (name !== undefined) return name;
  return byte >= 32 && byte < 127 ? String.fromCharCode(byte) : `\\x${byte.toString(16).padStart(2, "0")}`;
}

/**
 * Python's `text.encode(encoding)`.
 *
 * @throws PyError LookupError for an unknown encoding, UnicodeEncodeError for what it cannot hold
 */
export function encodeText(text: string, encoding: string): PyBytes {
  const limit = limitOf(encoding);
  if (limit === undefined && text.isWellFormed()) return new PyBytes(new TextEncoder().encode(text));
  for (const [position, character] of [...text].entries()) {
    const code = character.codePointAt(0) ?? 0;
    if (limit === undefined ? code >= 0xd800 && code <= 0xdfff : code >= limit) {
      const reason = limit === undefined ? "surrogates not allowed" : `ordinal not in range(${limit})`;
      const shown = code > 0xff ? `\\u${code.toString(16).padStart(4, "0")}` : `\\x${code.toString(16)}`;
      const codec = `'${limit === 128 ? "ascii" : limit === 256 ? "latin-1" : "utf-8"}' codec`;
      const message = `${codec} can't encode character '${shown}' in position ${position}: ${reason}`;
      throw new PyError("UnicodeEncodeError", message);
    }
  }
  return new PyBytes([...text].map((character) => character.codePointAt(0) ?? 0));
}

/**
 * Python's `bytes.decode(encoding)`.
 *
 * @throws PyError LookupError for an unknown encoding, UnicodeDecodeError for bytes that are no text in it
 */
export function decodeBytes({ bytes }: PyBytes, encoding: string): string {
  const limit = limitOf(encoding);
  try {
    if (limit === undefined) return new TextDecoder("utf-8", { fatal: true }).decode(new Uint8Array(bytes));
  } catch {
    throw new PyError("UnicodeDecodeError", "'utf-8' codec can't decode the bytes: invalid data");
  }
  if (bytes.some((byte) => byte >= limit)) {
    throw new PyError("UnicodeDecodeError", `'ascii' codec can't decode the bytes: ordinal not in range(${limit})`);
  }
  return String.fromCharCode(...bytes);
}

/** How many characters a one-byte encoding holds; undefined for UTF-8. */
function limitOf(encoding: string): number | undefined {
  switch (encoding.toLowerCase().replaceAll(/[-_ ]/g, "")) {
    case "utf8":
      return undefined;
    case "ascii":
    case "usascii":
      return 128;
    case "latin1":
    case "iso88591":
      return 256;
    default:
      throw new PyError("LookupError", `unknown encoding: ${encoding}`);
  }
}
