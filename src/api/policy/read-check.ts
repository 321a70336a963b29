import type { Check } from "./check.ts";

/**
 * Reads a rule in the words of OpenStack's policy files: `rule:NAME`, `role:NAME`, `is_admin:True`,
 * `project_id:%(project_id)s`, `@` or an empty text (everybody), `!` (nobody), with `not`, `and`, `or` and parentheses.
 *
 * @returns the rule, or a message that says what is wrong with it
 */
export function readCheck(text: string): Check | string {
  if (text.trim() === "") return { type: "always" };
  const reader = new Reader(text);
  const check = reader.either();
  if (typeof check === "string") return check;
  const rest = reader.next();
  return rest === undefined ? check : `'${rest}' is not expected there`;
}

class Reader {
  readonly #words: readonly string[];
  #place = 0;

  constructor(text: string) {
    this.#words = text.match(/[()]|(?:'[^']*'|"[^"]*"|%\(\w+\)s|[^\s()'"])+/g) ?? [];
  }

  /** The word at the place, without going on. */
  next(): string | undefined {
    return this.#words[this.#place];
  }

  either(): Check | string {
    return this.#list("or", () => this.#both());
  }

  #both(): Check | string {
    return this.#list("and", () => this.#one());
  }

  #list(type: "and" | "or", part: () => Check | string): Check | string {
    const checks: Check[] = [];
    for (;;) {
      const check = part();
      if (typeof check === "string") return check;
      checks.push(check);
      if (this.next()?.toLowerCase() !== type) break;
      this.#place += 1;
    }
    const [only] = checks;
    return only !== undefined && checks.length === 1 ? only : { type, checks };
  }

  #one(): Check | string {
    const word = this.next();
    this.#place += 1;
    if (word === undefined) return "it ends too early";
    if (word.toLowerCase() === "not") {
      const check = this.#one();
      return typeof check === "string" ? check : { type: "not", check };
    }
    if (word === "(") return this.#inParentheses();
    return readWord(word);
  }

  #inParentheses(): Check | string {
    const check = this.either();
    if (typeof check === "string") return check;
    if (this.next() !== ")") return "a parenthesis is not closed";
    this.#place += 1;
    return check;
  }
}

function readWord(word: string): Check | string {
  if (word === "@") return { type: "always" };
  if (word === "!") return { type: "never" };
  const colon = word.startsWith("'") || word.startsWith('"') ? word.lastIndexOf(":") : word.indexOf(":");
  const kind = word.slice(0, Math.max(0, colon));
  const match = word.slice(colon + 1);
  if (kind === "" || match === "") return `'${word}' is no check; write KIND:VALUE, such as role:admin`;
  if (kind === "rule") return { type: "rule", name: match };
  if (kind === "role") return { type: "role", name: match };
  return { type: "same", of: kind, text: match };
}
