const plain = /^[ -&(-[\]-~]*$/;
const special = /[\p{C}\p{Z}\\]/u;

const named: Record<string, string> = { "\n": "\\n", "\r": "\\r", "\t": "\\t", "\\": "\\\\" };

/**
 * Python's `repr` of a string: single quotes unless the text has a `'` and no `"`; what is not printable is escaped, other
 * Unicode stays as it is.
 */
export function quote(text: string): string {
  if (plain.test(text)) return `'${text}'`;
  const mark = text.includes("'") && !text.includes('"') ? '"' : "'";
  let out = mark;
  for (const char of text) {
    if (char === mark) out += `\\${char}`;
    else if (char !== " " && special.test(char)) out += escapeChar(char);
    else out += char;
  }
  return out + mark;
}

/** What Python's `ascii` adds to `repr`: everything beyond ASCII is escaped too. */
export function escapeNonAscii(repr: string): string {
  return repr.replaceAll(/[^\0-\x7f]/gu, escapeChar);
}

function escapeChar(char: string): string {
  const name = named[char];
  if (name !== undefined) return name;
  const code = char.codePointAt(0) ?? 0;
  const hex = code.toString(16);
  if (code <= 0xff) return `\\x${hex.padStart(2, "0")}`;
  return code <= 0xffff ? `\\u${hex.padStart(4, "0")}` : `\\U${hex.padStart(8, "0")}`;
}
