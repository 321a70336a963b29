import { quote } from "../text/quote.ts";
import type { Meter } from "../values/meter.ts";
import { PyObject } from "../values/value.ts";
import type { ArrayKind, HashKey, Value } from "../values/value.ts";
import { compileProgram } from "./program/compiler.ts";
import { Matcher } from "./program/matcher.ts";
import type { Program } from "./program/program.ts";
import { Subject } from "./program/subject.ts";
import type { Flags } from "./syntax/flags.ts";
import { parsePattern } from "./syntax/parser.ts";

/** A match: where it lies and what its groups took. */
export class PyMatch {
  private readonly subject: Subject;
  private readonly slots: readonly number[];

  constructor(subject: Subject, slots: readonly number[]) {
    this.subject = subject;
    this.slots = slots;
  }

  /** The code point index where a group begins; -1 when it has no part in the match. Group 0 is the whole match. */
  start(group: number): number {
    return this.slots[group * 2 + 1] === -1 ? -1 : (this.slots[group * 2] ?? -1);
  }

  /** The code point index behind a group; -1 when it has no part in the match. */
  end(group: number): number {
    return this.slots[group * 2 + 1] ?? -1;
  }

  /** The text of a group; null when it has no part in the match. */
  group(group: number): string | null {
    const end = this.end(group);
    return end < 0 ? null : this.subject.slice(this.start(group), end);
  }
}

/** A compiled regular expression (`re.Pattern`). */
export class PyRegex extends PyObject {
  readonly pattern: string;
  readonly flags: Flags;
  readonly groupCount: number;
  readonly groupNames: ReadonlyMap<string, number>;
  private readonly program: Program;

  /** @throws PyError `error` when the pattern is wrong */
  constructor(pattern: string, flags: Flags) {
    super();
    const parsed = parsePattern(pattern, flags);
    this.pattern = pattern;
    this.flags = parsed.flags;
    this.groupCount = parsed.groupCount;
    this.groupNames = parsed.groupNames;
    this.program = compileProgram(parsed);
  }

  get pyType(): string {
    return "re.Pattern";
  }

  /** `pattern.search(text)`: the first match anywhere. */
  search(text: string, meter: Meter): PyMatch | null {
    const subject = new Subject(text);
    const matcher = new Matcher(this.program, subject, meter);
    return matcher.search(0, false) ? new PyMatch(subject, matcher.slots) : null;
  }

  /** `pattern.match(text)`, or `fullmatch` where the match must take all of the text. */
  match(text: string, meter: Meter, takesAll = false): PyMatch | null {
    const subject = new Subject(text);
    const matcher = new Matcher(this.program, subject, meter);
    return matcher.matchAt(0, false, takesAll) ? new PyMatch(subject, matcher.slots) : null;
  }

  /** `pattern.finditer(text)`: all matches from left to right; an empty one is never found twice at one place. */
  *findAll(text: string, meter: Meter): Generator<PyMatch, undefined> {
    const subject = new Subject(text);
    const matcher = new Matcher(this.program, subject, meter);
    let from = 0;
    let refusesEmpty = false;
    while (matcher.search(from, refusesEmpty)) {
      meter.step();
      const match = new PyMatch(subject, matcher.slots);
      from = match.end(0);
      refusesEmpty = match.start(0) === from;
      yield match;
    }
  }

  /**
   * `pattern.split(text, maxSplits)`: the pieces, and between them the groups of the separators.
   *
   * @param maxSplits 0 for no limit
   */
  split(text: string, maxSplits: number, meter: Meter): (string | null)[] {
    const subject = new Subject(text);
    const out: (string | null)[] = [];
    let from = 0;
    let splits = 0;
    if (maxSplits >= 0) {
      for (const match of this.findAll(text, meter)) {
        out.push(subject.slice(from, match.start(0)));
        for (let group = 1; group <= this.groupCount; group++) out.push(match.group(group));
        from = match.end(0);
        if (++splits === maxSplits) break;
      }
    }
    out.push(subject.slice(from, subject.length));
    return out;
  }

  /**
   * `pattern.sub(replacement, text, limit)`
   *
   * @param replacement gives the text for each match
   * @param limit how many at most, 0 for all
   */
  replace(text: string, replacement: (match: PyMatch) => string, limit: number, meter: Meter): string {
    if (limit < 0) return text;
    const subject = new Subject(text);
    let out = "";
    let from = 0;
    let count = 0;
    for (const match of this.findAll(text, meter)) {
      out += subject.slice(from, match.start(0)) + replacement(match);
      meter.size(out.length);
      from = match.end(0);
      if (++count === limit) break;
    }
    return out + subject.slice(from, subject.length);
  }

  override repr(_arrays: ArrayKind): string {
    const names: string[] = [];
    if (this.flags.ignoreCase) names.push("re.IGNORECASE");
    if (this.flags.multiLine) names.push("re.MULTILINE");
    if (this.flags.dotAll) names.push("re.DOTALL");
    if (this.flags.verbose) names.push("re.VERBOSE");
    if (this.flags.asciiOnly) names.push("re.ASCII");
    const pattern = quote(this.pattern).slice(0, 200);
    return `re.compile(${pattern}${names.length === 0 ? "" : `, ${names.join("|")}`})`;
  }

  override equals(other: Value): boolean {
    return other instanceof PyRegex && this.identity === other.identity;
  }

  override hashKey(_arrays: ArrayKind): HashKey {
    return `\0re${this.identity}`;
  }

  private get identity(): string {
    const { ignoreCase, multiLine, dotAll, verbose, asciiOnly } = this.flags;
    return `${[ignoreCase, multiLine, dotAll, verbose, asciiOnly].map(Number).join("")}${this.pattern}`;
  }
}

const cacheSize = 500;
const cache = new Map<string, PyRegex>();

/**
 * `re.compile(pattern, flags)`; patterns are kept, as Python keeps them.
 *
 * @throws PyError `error` with Python's texts
 */
export function compileRegex(pattern: string, flags: Flags): PyRegex {
  const { ignoreCase, multiLine, dotAll, verbose, asciiOnly } = flags;
  const key = `${[ignoreCase, multiLine, dotAll, verbose, asciiOnly].map(Number).join("")}${pattern}`;
  let regex = cache.get(key);
  if (regex === undefined) {
    regex = new PyRegex(pattern, flags);
    if (cache.size >= cacheSize) cache.clear();
    cache.set(key, regex);
  }
  return regex;
}
