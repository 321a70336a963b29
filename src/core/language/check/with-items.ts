import type { Json, JsonMap } from "../../base/index.ts";
import { pythonRepr } from "../../expressions/index.ts";
import { readJsonList, splitItems } from "../build/with-items.ts";
import type { Path } from "../yaml/path.ts";
import type { Report } from "./report.ts";

/**
 * Checks the texts of `with-items`.
 *
 * @param value a text or a list of texts
 * @param path its path
 * @param task the body of the task as Mistral prints it
 */
export function checkWithItems(report: Report, value: Json | undefined, path: Path, task: JsonMap): void {
  if (typeof value === "string") checkItems(report, value, path, task);
  if (!Array.isArray(value)) return;
  value.forEach((item: Json, index) => {
    if (typeof item === "string") checkItems(report, item, [...path, index], task);
  });
}

function checkItems(report: Report, text: string, path: Path, task: JsonMap): void {
  const parts = splitItems(text);
  if (parts === undefined) {
    const wanted = "Please use format 'var in {[some, list] | <% $.array %> }: ";
    report.add("bad-with-items", `Wrong format of 'with-items' property. ${wanted}${pythonRepr(task)}`, path);
    return;
  }
  report.expressions(parts.list, path);
  if (!parts.list.startsWith("[") || readJsonList(parts.list) !== undefined) return;
  const message = `Invalid array in 'with-items' clause: ${parts.list}, error: the list must be JSON, with texts in double quotes`;
  report.add("bad-with-items", message, path);
}
