/** How grave a problem is: an `error` refuses the document, a `warning` comes along with its acceptance. */
export type Severity = "error" | "warning";

/**
 * A place in a text.
 *
 * `line` and `column` count from 1; `offset` and `length` count UTF-16 units from 0.
 */
export interface Place {
  readonly line: number;
  readonly column: number;
  readonly offset: number;
  readonly length: number;
}

/**
 * Something that is wrong with a document, or that its author should know.
 *
 * `code` is stable and belongs to a closed list (see `docs/reference/problems.md`); `message` says what is wrong and how
 * to mend it; `path` is the dotted path into the document (`tasks.t1.on-success`), empty for the whole of it.
 */
export interface Problem {
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
  readonly path: string;
  readonly place?: Place;
}

/**
 * A problem as a person reads it: message, place, and the line with `^^^` under the fault.
 *
 * @param problem what is wrong
 * @param text the document it was found in
 * @param file the name shown in front of the place
 * @returns one to three lines without a final newline
 */
export function renderProblem(problem: Problem, text: string, file: string): string {
  const { place } = problem;
  const head = `${problem.severity}: ${problem.message} [${problem.code}]`;
  if (place === undefined) return `${file}: ${head}`;
  const line = text.split("\n")[place.line - 1]?.replace(/\r$/, "") ?? "";
  const width = Math.max(1, Math.min(place.length, line.length - place.column + 1));
  const gutter = String(place.line);
  const marks = `${" ".repeat(gutter.length)} | ${" ".repeat(place.column - 1)}${"^".repeat(width)}`;
  return `${file}:${place.line}:${place.column}: ${head}\n${gutter} | ${line}\n${marks}`;
}
