import { split } from "../../python/index.ts";
import { entities } from "./entities.ts";

const reference = /&(?:#([0-9]+);?|#[xX]([0-9a-fA-F]+);?|([^\t\n\f <&#;]{1,32};?))/g;

/** What Windows put at the codes 0x80 to 0x9f; HTML still reads a reference to one of them so. */
const windows = "€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ";

/**
 * Python's `html.unescape` for the names of HTML 4: character references become characters.
 *
 * @param text any text
 */
export function unescapeText(text: string): string {
  if (!text.includes("&")) return text;
  return text.replaceAll(reference, (whole, decimal?: string, hexadecimal?: string, name?: string) => {
    if (decimal !== undefined) return characterOf(Number.parseInt(decimal, 10));
    if (hexadecimal !== undefined) return characterOf(Number.parseInt(hexadecimal, 16));
    return named(name ?? "") ?? whole;
  });
}

/**
 * markupsafe's `striptags`: drops comments and tags, makes white space single blanks, and resolves references.
 *
 * @param text HTML
 */
export function stripTags(text: string): string {
  const bare = drop(drop(text, "<!--", "-->"), "<", ">");
  return unescapeText(split(bare, null, -1).join(" "));
}

/** Drops every `open ... close`, in time linear in the text. */
function drop(text: string, open: string, close: string): string {
  let kept = "";
  let from = 0;
  for (;;) {
    const start = text.indexOf(open, from);
    const end = start === -1 ? -1 : text.indexOf(close, start + open.length);
    if (end === -1) return kept + text.slice(from);
    kept += text.slice(from, start);
    from = end + close.length;
  }
}

function named(name: string): string | undefined {
  const exact = entities.get(name);
  if (exact !== undefined) return exact;
  for (let length = name.length - 1; length > 1; length -= 1) {
    const character = entities.get(name.slice(0, length));
    if (character !== undefined) return character + name.slice(length);
  }
  return undefined;
}

function characterOf(code: number): string {
  if (code === 0) return "\ufffd";
  if (code === 0x0d) return "\r";
  if (code >= 0x80 && code <= 0x9f) return windows.charAt(code - 0x80);
  if ((code >= 0xd800 && code <= 0xdfff) || code > 0x10ffff) return "\ufffd";
  const isControl = code < 0x20 && code !== 0x09 && code !== 0x0a && code !== 0x0c;
  const isNonCharacter = (code >= 0xfdd0 && code <= 0xfdef) || (code & 0xfffe) === 0xfffe;
  return isControl || code === 0x7f || isNonCharacter ? "" : String.fromCodePoint(code);
}
