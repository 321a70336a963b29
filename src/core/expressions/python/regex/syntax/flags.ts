import type { PatternSource } from "./source.ts";

/** The flags of a pattern, or of a part of one. */
export interface Flags {
  readonly ignoreCase: boolean;
  readonly multiLine: boolean;
  readonly dotAll: boolean;
  readonly verbose: boolean;
  readonly asciiOnly: boolean;
}

export const noFlags: Flags = {
  ignoreCase: false,
  multiLine: false,
  dotAll: false,
  verbose: false,
  asciiOnly: false,
};

const letters = "iLmsxau";

/** Flags behind `(?`: for the whole pattern, or only for the group that they open. */
export interface InlineFlags {
  readonly isGlobal: boolean;
  readonly flags: Flags;
}

/**
 * Reads the letters of `(?i)`, `(?i-s:`; the first one is taken already.
 *
 * @throws PyError `error` with Python's texts
 */
export function readFlags(source: PatternSource, first: string, outer: Flags): InlineFlags {
  const on = new Set<string>();
  const off = new Set<string>();
  let char = first;
  if (char !== "-") {
    for (;;) {
      if (char === "L") throw source.error("bad inline flags: cannot use 'L' flag with a str pattern");
      on.add(char);
      if (on.has("a") && on.has("u")) {
        throw source.error("bad inline flags: flags 'a', 'u' and 'L' are incompatible");
      }
      char = nextLetter(source, ")-:", "missing -, : or )");
      if (")-:".includes(char)) break;
    }
  }
  if (char === ")") return { isGlobal: true, flags: withFlags(outer, on, off) };
  if (char === "-") {
    char = nextLetter(source, "", "missing flag");
    for (;;) {
      if ("auL".includes(char)) throw source.error("bad inline flags: cannot turn off flags 'a', 'u' and 'L'");
      off.add(char);
      char = nextLetter(source, ":", "missing :");
      if (char === ":") break;
    }
  }
  for (const letter of on) if (off.has(letter)) throw source.error("bad inline flags: flag turned on and off", 1);
  return { isGlobal: false, flags: withFlags(outer, on, off) };
}

/** Whether `(?x` opens flags. */
export function isFlagLetter(char: string): boolean {
  return letters.includes(char);
}

function nextLetter(source: PatternSource, ends: string, missing: string): string {
  const char = source.get();
  if (char === null) throw source.error(missing);
  if (ends.includes(char) || letters.includes(char)) return char;
  throw source.error(/^\p{L}$/u.test(char) ? "unknown flag" : missing, Array.from(char).length);
}

function withFlags(flags: Flags, on: ReadonlySet<string>, off: ReadonlySet<string>): Flags {
  return {
    ignoreCase: (flags.ignoreCase || on.has("i")) && !off.has("i"),
    multiLine: (flags.multiLine || on.has("m")) && !off.has("m"),
    dotAll: (flags.dotAll || on.has("s")) && !off.has("s"),
    verbose: (flags.verbose || on.has("x")) && !off.has("x"),
    asciiOnly: (flags.asciiOnly || on.has("a")) && !on.has("u"),
  };
}
