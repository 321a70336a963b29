import { posix } from "node:path";

export interface Import {
  readonly specifier: string;
  /** `import type ...` or `export type ... from`, which leave nothing at run time. */
  readonly isTypeOnly: boolean;
  /** The file meant by a relative specifier, from the root of the repository; undefined for a package. */
  readonly target: string | undefined;
}

const stringOrComment = /("(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|`(?:\\.|[^`\\])*`)|\/\*[\s\S]*?\*\/|\/\/.*/g;
const statement = /^[ \t]*(?:import|export)\b(\s+type\b(?!\s*,))?[^"';]*?\bfrom\s*["']([^"']+)["']/gm;
const sideEffect = /^[ \t]*import\s*["']([^"']+)["']/gm;
const call = /\b(?:import|require)\s*\(\s*["'`]([^"'`]+)["'`]/g;

/** The text without comments; with `blank`, quoted texts are emptied too (templates stay: they hold code). */
export function withoutComments(text: string, blank = false): string {
  return text.replaceAll(stringOrComment, (_, quoted: string | undefined) => {
    if (quoted === undefined) return "";
    return blank && !quoted.startsWith("`") ? '""' : quoted;
  });
}

/**
 * Every module that a file refers to: static imports, re-exports, imports for the side effect, `import()` as an
 * expression and in types, `require()`.
 */
export function importsOf(path: string, text: string): Import[] {
  const code = withoutComments(text);
  const found: { specifier: string; isTypeOnly: boolean }[] = [];
  for (const [, type, specifier = ""] of code.matchAll(statement)) found.push({ specifier, isTypeOnly: Boolean(type) });
  for (const [, specifier = ""] of code.matchAll(sideEffect)) found.push({ specifier, isTypeOnly: false });
  for (const [, specifier = ""] of code.matchAll(call)) found.push({ specifier, isTypeOnly: false });
  return found.map((one) => ({
    ...one,
    target: one.specifier.startsWith(".") ? posix.join(posix.dirname(path), one.specifier) : undefined,
  }));
}
