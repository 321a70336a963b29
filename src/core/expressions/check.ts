import { firstPrint, hasYaql, inlineYaql, languageOf } from "./dispatch.ts";
import type { TaskName, TemplateFinding } from "./finding.ts";
import { checkJinja, tasksInJinja } from "./jinja/index.ts";
import { checkYaql, tasksInYaql } from "./yaql/index.ts";

/**
 * What Mistral would refuse in a text of a definition, and what it accepts although it hardly does what was meant.
 *
 * @param text any string of a definition
 * @returns the findings in the order of the text; none for a plain text
 */
export function checkTemplate(text: string): TemplateFinding[] {
  const language = languageOf(text);
  if (language === "jinja") return hasYaql(text) ? [mixedLanguages(text)] : checkJinja(text, printOf(text));
  const findings =
    language === undefined
      ? []
      : inlineYaql(text).flatMap(({ padded, paddedOffset }) => moved(checkYaql(padded), paddedOffset));
  return [...findings, ...overLines(text, language === undefined)];
}

/**
 * The tasks that the expressions of a text name literally.
 *
 * @param text any string of a definition
 * @returns the names in the order of the text
 */
export function namedTasks(text: string): TaskName[] {
  const language = languageOf(text);
  if (language === "jinja") return tasksInJinja(text);
  if (language === undefined) return [];
  return inlineYaql(text).flatMap(({ source, offset }) => moved(tasksInYaql(source), offset));
}

function printOf(text: string): { readonly source: string; readonly isWhole: boolean } | undefined {
  const print = firstPrint(text);
  return print === undefined ? undefined : { source: print.source, isWhole: print.matched === text };
}

function mixedLanguages(text: string): TemplateFinding {
  const message =
    "The line already contains an expression of type 'jinja'. Mixing expression types in a single line is not allowed.";
  return { severity: "error", code: "mixed-languages", message, offset: 0, length: text.length };
}

function moved<T extends { readonly offset: number }>(found: readonly T[], by: number): T[] {
  return found.map((each) => ({ ...each, offset: each.offset + by }));
}

/** What looks like an expression but has a line break inside stays as it is; inside a Jinja template it works. */
function overLines(text: string, withJinja: boolean): TemplateFinding[] {
  const pairs = withJinja ? (["<% %>", "{{ }}", "{% %}"] as const) : (["<% %>"] as const);
  for (const pair of pairs) {
    const [open = "", close = ""] = pair.split(" ");
    const offset = splitPair(text, open, close);
    if (offset === -1) continue;
    const message = `${open} and ${close} on different lines are no expression; the text stays as it is`;
    return [{ severity: "warning", code: "expression-over-lines", message, offset, length: open.length }];
  }
  return [];
}

/** Where the first pair with a line break inside opens, -1 if there is none. */
function splitPair(text: string, open: string, close: string): number {
  for (let from = 0, end = text.indexOf(close); end !== -1; end = text.indexOf(close, from)) {
    const start = text.slice(from, end).lastIndexOf(open);
    if (start !== -1 && text.slice(from + start, end).includes("\n")) return from + start;
    from = end + close.length;
  }
  return -1;
}
