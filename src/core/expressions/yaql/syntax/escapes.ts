import { characterByName } from "./character-names.ts";
import { YaqlSyntaxError } from "./syntax-error.ts";

const escape = /\\U(.{8})|\\u(.{4})|\\x(.{2})|\\([0-7]{1,3})|\\N\{([^}]+)\}|\\([\\'"abfnrtv])/gu;

const letters: Readonly<Record<string, string>> = {
  "\\": "\\",
  "'": "'",
  '"': '"',
  a: "\u0007",
  b: "\b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
  v: "\v",
};

/**
 * Decodes the escapes of a quoted string; one that is incomplete or unknown stays as it was typed.
 *
 * @param text what stands between the quotes
 * @param offset where the string begins, for the error
 * @throws YaqlSyntaxError when an escape has the right length but no meaning (`\xzz`)
 */
export function decodeEscapes(text: string, offset: number): string {
  if (!text.includes("\\")) return text;
  const fail = (end: number, reason: string): never => {
    throw new YaqlSyntaxError(
      "UnicodeDecodeError",
      `'unicodeescape' codec can't decode bytes in position 0-${end}: ${reason}`,
      offset,
    );
  };
  const hex = (digits: string, shape: string): string => {
    const length = /^[0-9a-fA-F]*/.exec(digits)?.[0].length ?? 0;
    if (length < digits.length) fail(1 + length, `truncated ${shape} escape`);
    const code = Number.parseInt(digits, 16);
    return code > 0x10ffff ? fail(9, "illegal Unicode character") : String.fromCodePoint(code);
  };
  return text.replaceAll(escape, (matched: string, ...groups: (string | undefined)[]) => {
    const [eight, four, two, octal, name, letter] = groups;
    if (eight !== undefined) return hex(eight, "\\UXXXXXXXX");
    if (four !== undefined) return hex(four, "\\uXXXX");
    if (two !== undefined) return hex(two, "\\xXX");
    if (octal !== undefined) return String.fromCharCode(Number.parseInt(octal, 8));
    if (name !== undefined) {
      return characterByName(name) ?? fail(matched.length - 1, "unknown Unicode character name");
    }
    return letters[letter as string] as string;
  });
}
