import { isIdentifier } from "../text/kinds.ts";
import { quote } from "../text/quote.ts";
import { PyError } from "../values/error.ts";
import type { PyMatch, PyRegex } from "./pattern.ts";
import { lengthOf, PatternSource } from "./syntax/source.ts";

const escapes: Record<string, string> = {
  a: "\x07",
  b: "\b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
  v: "\v",
  "\\": "\\",
};

const octalDigits = "01234567";
const decimalDigits = "0123456789";

/**
 * Reads the replacement of `re.sub`: `\1`, `\g<1>`, `\g<name>`, escapes.
 *
 * @returns what gives the replacement for a match; a group that has no part in it gives the empty text
 * @throws PyError `error` with Python's texts, IndexError for a name that no group has
 */
export function readTemplate(template: string, regex: PyRegex): (match: PyMatch) => string {
  if (!template.includes("\\")) return () => template;
  const parts = new TemplateReader(template, regex).read();
  return (match) => parts.map((part) => (typeof part === "string" ? part : (match.group(part) ?? ""))).join("");
}

class TemplateReader {
  private readonly source: PatternSource;
  private readonly regex: PyRegex;
  private readonly parts: (string | number)[] = [];

  constructor(template: string, regex: PyRegex) {
    this.source = new PatternSource(template);
    this.regex = regex;
  }

  read(): readonly (string | number)[] {
    for (let token = this.source.get(); token !== null; token = this.source.get()) {
      if (token.startsWith("\\")) this.parts.push(this.escape(token));
      else this.parts.push(token);
    }
    return this.parts;
  }

  private escape(token: string): string | number {
    const { source } = this;
    const letter = token.slice(1);
    if (letter === "g") return this.named();
    if (letter === "0") return octal(source, token + source.getWhile(2, octalDigits));
    if (decimalDigits.includes(letter)) return this.numbered(letter);
    const char = escapes[letter];
    if (char !== undefined) return char;
    if (/^[a-zA-Z]$/.test(letter)) throw source.error(`bad escape ${token}`, lengthOf(token));
    return token;
  }

  private numbered(letter: string): string | number {
    const { source } = this;
    let digits = letter;
    if (source.next !== null && decimalDigits.includes(source.next)) {
      digits += source.get() ?? "";
      if (/^[0-7]{2}$/.test(digits) && source.next !== null && octalDigits.includes(source.next)) {
        digits += source.get() ?? "";
        return octal(source, `\\${digits}`);
      }
    }
    return this.checked(Number(digits), digits.length);
  }

  private named(): number {
    const { source, regex } = this;
    if (!source.match("<")) throw source.error("missing <");
    const name = source.getUntil(">", "group name");
    if (isIdentifier(name)) {
      const group = regex.groupNames.get(name);
      if (group === undefined) throw new PyError("IndexError", `unknown group name ${quote(name)}`);
      return group;
    }
    if (!/^\s*\+?[0-9]+(?:_[0-9]+)*\s*$/.test(name)) {
      throw source.error(`bad character in group name ${quote(name)}`, lengthOf(name) + 1);
    }
    return this.checked(Number(name.replaceAll("_", "")), lengthOf(name) + 1);
  }

  private checked(group: number, back: number): number {
    if (group > this.regex.groupCount) throw this.source.error(`invalid group reference ${group}`, back);
    return group;
  }
}

function octal(source: PatternSource, escape: string): string {
  const code = Number.parseInt(escape.slice(1), 8);
  if (code > 0o377) throw source.error(`octal escape value ${escape} outside of range 0-0o377`, escape.length);
  return String.fromCharCode(code);
}
