import { PyError } from "../../values/error.ts";
import { CharSet } from "./char-set.ts";
import type { SetOptions } from "./char-set.ts";
import { categoryOf, readEscape } from "./escapes.ts";
import { isFlagLetter, readFlags } from "./flags.ts";
import type { Flags } from "./flags.ts";
import { Groups } from "./groups.ts";
import { empty, widthOf } from "./node.ts";
import type { AssertionKind, Node, RepeatMode } from "./node.ts";
import { readQuantifier } from "./quantifier.ts";
import { readSet } from "./set-parser.ts";
import { lengthOf, PatternSource } from "./source.ts";

/** A pattern as its parts, with what a match must know of it. */
export interface ParsedPattern {
  readonly body: Node;
  readonly flags: Flags;
  readonly groupCount: number;
  readonly groupNames: ReadonlyMap<string, number>;
}

/** How deep groups may nest, so that no pattern exhausts the stack. */
const maxNesting = 200;

/**
 * Parses a pattern in the syntax of Python's `re`.
 *
 * @throws PyError `error` with Python's texts (`nothing to repeat at position 0`)
 */
export function parsePattern(pattern: string, flags: Flags): ParsedPattern {
  const parser = new PatternParser(pattern, flags);
  const parsed = parser.parse();
  if (parsed.flags.verbose && !flags.verbose) return parsePattern(pattern, { ...flags, verbose: true });
  return parsed;
}

const assertions: Record<string, AssertionKind> = {
  "\\A": "text-start",
  "\\Z": "text-end",
  "\\b": "word-edge",
  "\\B": "no-word-edge",
};

class PatternParser {
  private readonly pattern: string;
  private readonly source: PatternSource;
  private readonly groups = new Groups();
  /** The flags of the whole pattern; `(?i)` at its beginning adds to them. */
  private flags: Flags;

  constructor(pattern: string, flags: Flags) {
    this.pattern = pattern;
    this.source = new PatternSource(pattern);
    this.flags = flags;
  }

  parse(): ParsedPattern {
    const body = this.choice(this.flags, 0);
    if (this.source.next !== null) throw this.source.error("unbalanced parenthesis");
    const unknown = this.groups.unknownCondition(this.pattern);
    if (unknown !== undefined) throw unknown;
    return { body, flags: this.flags, groupCount: this.groups.count, groupNames: this.groups.names };
  }

  private choice(flags: Flags, nesting: number): Node {
    if (nesting > maxNesting) throw new PyError("RecursionError", "maximum recursion depth exceeded");
    const options: Node[] = [];
    do options.push(this.sequence(flags, nesting, nesting === 0 && options.length === 0));
    while (this.source.match("|"));
    return options.length === 1 ? (options[0] ?? empty) : { type: "choice", options };
  }

  private sequence(outer: Flags, nesting: number, isFirst: boolean): Node {
    const { source } = this;
    const parts: Node[] = [];
    let flags = outer;
    while (source.next !== null && source.next !== "|" && source.next !== ")") {
      const start = source.tell();
      const token = source.get() ?? "";
      if (flags.verbose && this.skipsVerbose(token)) continue;
      if (token.startsWith("\\")) parts.push(this.escape(token, flags));
      else if ("*+?{".includes(token)) this.repeat(token, start, parts);
      else if (token === "(") {
        const part = this.group(start, flags, nesting, isFirst && parts.length === 0);
        if (part === "flags") flags = this.flags;
        else if (part !== undefined) parts.push(part);
      } else parts.push(this.plain(token, flags));
    }
    return parts.length === 1 ? (parts[0] ?? empty) : { type: "sequence", parts };
  }

  private skipsVerbose(token: string): boolean {
    if (token === "#") {
      let skipped = this.source.get();
      while (skipped !== null && skipped !== "\n") skipped = this.source.get();
      return true;
    }
    return " \t\n\r\v\f".includes(token);
  }

  private plain(token: string, flags: Flags): Node {
    switch (token) {
      case "[":
        return { type: "set", set: readSet(this.source, flags) };
      case ".":
        return { type: "any", newline: flags.dotAll };
      case "^":
        return assertion(flags.multiLine ? "line-start" : "text-start", flags);
      case "$":
        return assertion(flags.multiLine ? "line-end" : "before-last-newline", flags);
      default:
        return character(token.codePointAt(0) ?? 0, flags);
    }
  }

  private escape(token: string, flags: Flags): Node {
    const kind = assertions[token];
    if (kind !== undefined) return assertion(kind, flags);
    const category = categoryOf(token);
    if (category !== undefined) return { type: "set", set: new CharSet([category], setOptions(flags)) };
    const escape = readEscape(this.source, token);
    if ("code" in escape) return character(escape.code, flags);
    const { group } = escape;
    const length = String(group).length + 1;
    if (group > this.groups.count) throw this.source.error(`invalid group reference ${group}`, length - 1);
    this.groups.checkReference(this.source, group, length);
    return reference(group, flags);
  }

  private repeat(token: string, start: number, parts: Node[]): void {
    const { source } = this;
    const bounds = readQuantifier(source, token);
    if (bounds === undefined) {
      parts.push({ type: "char", code: 0x7b });
      return;
    }
    const body = parts.at(-1);
    const back = source.tell() - start;
    if (body === undefined || body.type === "assertion") throw source.error("nothing to repeat", back);
    if (body.type === "repeat") throw source.error("multiple repeat", back);
    const mode: RepeatMode = source.match("?") ? "lazy" : source.match("+") ? "possessive" : "greedy";
    parts[parts.length - 1] = { type: "repeat", body, ...bounds, mode };
  }

  /**
   * Reads a group, whose `(` is taken already.
   *
   * @returns nothing for a comment, "flags" where flags of the whole pattern were set
   */
  private group(start: number, outer: Flags, nesting: number, isFirst: boolean): Node | "flags" | undefined {
    const { source } = this;
    if (!source.match("?")) return this.capture(start, undefined, outer, nesting);
    const char = this.take();
    switch (char) {
      case "P":
        return this.pythonGroup(start, outer, nesting);
      case ":":
        return grouped(this.inside(start, outer, nesting));
      case ">":
        return { type: "atomic", body: this.inside(start, outer, nesting) };
      case "#":
        this.comment(start);
        return undefined;
      case "=":
      case "!":
      case "<":
        return this.look(char, start, outer, nesting);
      case "(":
        return this.condition(start, outer, nesting);
      default:
    }
    if (!isFlagLetter(char) && char !== "-") throw source.error(`unknown extension ?${char}`, lengthOf(char) + 1);
    const inline = readFlags(source, char, outer);
    if (!inline.isGlobal) return grouped(this.inside(start, inline.flags, nesting));
    if (!isFirst) throw source.error("global flags not at the start of the expression", source.tell() - start);
    this.flags = inline.flags;
    return "flags";
  }

  private pythonGroup(start: number, outer: Flags, nesting: number): Node {
    const { source } = this;
    if (source.match("<")) {
      const name = source.getUntil(">", "group name");
      this.groups.checkName(source, name);
      return this.capture(start, name, outer, nesting);
    }
    if (source.match("=")) {
      const name = source.getUntil(")", "group name");
      const group = this.groups.named(source, name);
      this.groups.checkReference(source, group, lengthOf(name) + 1);
      return reference(group, outer);
    }
    const char = this.take();
    throw source.error(`unknown extension ?P${char}`, lengthOf(char) + 2);
  }

  private capture(start: number, name: string | undefined, flags: Flags, nesting: number): Node {
    const index = this.groups.open(this.source, name);
    const body = this.inside(start, flags, nesting);
    this.groups.bodies.set(index, body);
    return { type: "group", body, index };
  }

  private look(first: string, start: number, flags: Flags, nesting: number): Node {
    const { source, groups } = this;
    const behind = first === "<";
    const char = behind ? this.take() : first;
    if (char !== "=" && char !== "!") throw source.error(`unknown extension ?<${char}`, lengthOf(char) + 2);
    const outermost = behind && groups.beforeLookBehind === undefined;
    if (outermost) groups.beforeLookBehind = groups.count;
    const body = this.inside(start, flags, nesting);
    if (outermost) groups.beforeLookBehind = undefined;
    const width = behind ? widthOf(body, groups.bodies) : { min: 0, max: 0 };
    if (width.min !== width.max) throw new PyError("error", "look-behind requires fixed-width pattern");
    return { type: "look", body, width: width.min, behind, negative: char === "!" };
  }

  private condition(start: number, flags: Flags, nesting: number): Node {
    const { source } = this;
    const group = this.groups.condition(source, source.getUntil(")", "group name"));
    this.groups.checkLookBehind(source, group);
    const yes = this.sequence(flags, nesting + 1, false);
    const no = source.match("|") ? this.sequence(flags, nesting + 1, false) : empty;
    if (source.next === "|") throw source.error("conditional backref with more than two branches");
    this.close(start);
    return { type: "condition", group, yes, no };
  }

  private inside(start: number, flags: Flags, nesting: number): Node {
    const body = this.choice(flags, nesting + 1);
    this.close(start);
    return body;
  }

  private close(start: number): void {
    const { source } = this;
    if (!source.match(")")) throw source.error("missing ), unterminated subpattern", source.tell() - start);
  }

  private comment(start: number): void {
    const { source } = this;
    for (;;) {
      if (source.next === null) throw source.error("missing ), unterminated comment", source.tell() - start);
      if (source.get() === ")") return;
    }
  }

  private take(): string {
    const char = this.source.get();
    if (char === null) throw this.source.error("unexpected end of pattern");
    return char;
  }
}

/** Keeps a group apart from a quantifier inside of it: `(?:a*)*` is no multiple repeat. */
function grouped(body: Node): Node {
  return body.type === "repeat" || body.type === "assertion" ? { type: "choice", options: [body] } : body;
}

function assertion(kind: AssertionKind, flags: Flags): Node {
  return { type: "assertion", kind, asciiOnly: flags.asciiOnly };
}

function reference(group: number, flags: Flags): Node {
  return { type: "reference", group, ignoreCase: flags.ignoreCase, asciiOnly: flags.asciiOnly };
}

function setOptions(flags: Flags): SetOptions {
  return { negated: false, ignoreCase: flags.ignoreCase, asciiOnly: flags.asciiOnly };
}

function character(code: number, flags: Flags): Node {
  if (!flags.ignoreCase) return { type: "char", code };
  return { type: "set", set: new CharSet([{ low: code, high: code }], setOptions(flags)) };
}
