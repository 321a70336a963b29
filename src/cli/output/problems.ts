import { renderProblem, type JsonMap, type Problem } from "../../core/base/index.ts";
import { documentText, type DocumentForm } from "./document.ts";

/**
 * Problems as a person reads them, with the lines of the text they speak of.
 *
 * @param problems what was found
 * @param text the document
 * @param file its name
 * @returns the text to print, ending in a newline
 */
export function problemsForPeople(problems: readonly Problem[], text: string, file: string): string {
  const errors = problems.filter(({ severity }) => severity === "error").length;
  const warnings = problems.length - errors;
  const parts = problems.map((problem) => renderProblem(problem, text, file));
  return `${[...parts, `${count(errors, "error")}, ${count(warnings, "warning")}`].join("\n")}\n`;
}

/** The document that `ostro check --output json` prints. */
export function problemsForPrograms(problems: readonly Problem[], form: DocumentForm): string {
  const rows = problems.map(({ code, severity, message, path, place }): JsonMap => {
    return { code, severity, message, path, line: place?.line ?? null, column: place?.column ?? null };
  });
  return documentText({ problems: rows }, form);
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}
