import { TemplateSyntaxError } from "./syntax-error.ts";

const simple: Readonly<Record<string, string>> = {
  "\n": "",
  "\\": "\\",
  "'": "'",
  '"': '"',
  a: "\x07",
  b: "\b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
  v: "\v",
};

const widths: Readonly<Record<string, number>> = { x: 2, u: 4, U: 8 };

const escape = /\\(?:([0-7]{1,3})|([xuU])([0-9a-fA-F]*)|N(\{[^}]*\})?|([\s\S]))/gu;

/**
 * Decodes the inside of a Jinja string literal. Jinja first writes other characters than ASCII as escapes and then lets
 * Python's `unicode-escape` read the text, so a backslash before such a character ends up in front of its escape.
 *
 * @param text what stands between the quotes
 * @param offset where the literal begins, for errors
 * @throws TemplateSyntaxError for an escape that is cut short
 */
export function decodeString(text: string, offset: number): string {
  if (!text.includes("\\")) return text;
  return text.replaceAll(escape, (whole: string, ...groups: (string | undefined)[]) => {
    const [octal, kind, digits = "", named, other] = groups;
    if (octal !== undefined) return String.fromCodePoint(Number.parseInt(octal, 8));
    if (kind !== undefined) return hexEscape(kind, digits, offset);
    if (other !== undefined) return simple[other] ?? `\\${other.charCodeAt(0) > 0x7f ? asEscape(other) : other}`;
    throw new TemplateSyntaxError(
      named === undefined ? "malformed \\N character escape" : "unknown Unicode character name",
      offset + whole.length,
    );
  });
}

function hexEscape(kind: string, digits: string, offset: number): string {
  const width = widths[kind] ?? 2;
  if (digits.length < width) {
    throw new TemplateSyntaxError(`truncated \\${kind}${"X".repeat(width)} escape`, offset);
  }
  const code = Number.parseInt(digits.slice(0, width), 16);
  if (code > 0x10ffff) throw new TemplateSyntaxError("illegal Unicode character", offset);
  return String.fromCodePoint(code) + digits.slice(width);
}

function asEscape(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  if (code <= 0xff) return `x${code.toString(16).padStart(2, "0")}`;
  if (code <= 0xffff) return `u${code.toString(16).padStart(4, "0")}`;
  return `U${code.toString(16).padStart(8, "0")}`;
}
