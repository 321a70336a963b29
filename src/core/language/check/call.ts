import type { Json } from "../../base/index.ts";
import { splitInline } from "../inline.ts";
import { any, blank, digit, jinjaPrint, word, yaqlPrint } from "../pattern.ts";
import type { Path } from "../yaml/path.ts";
import type { Report } from "./report.ts";

const seen = new RegExp(
  `[-${word}]+=(?:"[^"]*"|'[^']*'|${jinjaPrint}|${yaqlPrint}|\\[${any}*\\]|true|false|null|[${digit}]+(?![${word}.]))`,
  "gu",
);
const attempt = new RegExp(`(?<![-${word}])([${word}][-${word}]*)[${blank}]*=(?!=)`, "gu");

/**
 * Checks a text that names something and may have inline parameters: their expressions, and whether they are seen at all.
 *
 * @param call the value of `action`, `workflow` or `base`
 * @param path its path
 */
export function checkCall(report: Report, call: Json | undefined, path: Path): void {
  if (typeof call !== "string" || call === "") return;
  const inline = splitInline(call);
  if (inline === undefined) {
    report.add("bad-call", badCall(call), path);
    return;
  }
  for (const value of Object.values(inline.parameters)) {
    if (typeof value === "string") report.expressionIn(value, call, path);
  }
  report.lateExpressions(inline.name, path);
  for (const [, parameter = ""] of call.slice(inline.name.length).replaceAll(seen, "").matchAll(attempt)) {
    const message = `The inline parameter '${parameter}' is not seen: a value is quoted text, [...], an expression, true, false, null or digits, without blanks around the '='. Write it under 'input'`;
    report.add("lost-parameter", message, path);
  }
}

/** What Mistral says about a text in which it finds no name. */
export function badCall(text: string): string {
  return `Invalid action/workflow task property: ${text}`;
}
