import type { JsonMap } from "../../core/base/index.ts";
import { textOf } from "../run/execution-tree.ts";

/** Whether a workflow or an action was made by a workbook: it bears its name in front, and is in its namespace. */
export function isOfWorkbook(row: JsonMap, books: readonly JsonMap[]): boolean {
  const name = textOf(row["name"]);
  return books.some((book) => {
    return name.startsWith(`${textOf(book["name"])}.`) && textOf(book["namespace"]) === textOf(row["namespace"]);
  });
}
