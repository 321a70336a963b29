import type { Json, JsonMap } from "../../core/base/index.ts";
import type { Connection, Query } from "../../client/index.ts";
import { isColored, type CliHost } from "../host.ts";
import { table, type Column, type Paper } from "../output/columns.ts";
import { documentText, isForPrograms } from "../output/document.ts";
import type { FormOptions } from "../output/form.ts";
import { fields } from "../output/record.ts";
import { embedded } from "../run/execution-tree.ts";

/** Fields that hold JSON as a text, as Mistral sends them. */
const jsonFields = new Set([
  "input",
  "output",
  "params",
  "published",
  "published_global",
  "runtime_context",
  "result",
  "variables",
  "interface",
  "workflow_input",
  "workflow_params",
]);

/** Prints rows as a table, as JSON or YAML, or only their names or ids. */
export function showRows(
  host: CliHost,
  rows: readonly JsonMap[],
  columns: readonly Column[],
  { output }: FormOptions,
): void {
  if (isForPrograms(output)) host.out(documentText(rows.map(unpacked), output));
  else if (output === "name") host.out(rows.map((row) => `${nameOf(row)}\n`).join(""));
  else host.out(table(columns, rows, paperOf(host)));
}

/** Prints one record. */
export function showRecord(host: CliHost, record: JsonMap, { output }: FormOptions): void {
  if (isForPrograms(output)) host.out(documentText(unpacked(record), output));
  else if (output === "name") host.out(`${nameOf(record)}\n`);
  else host.out(fields(record, paperOf(host)));
}

/** Prints a value as JSON, or as YAML where that is wanted, whatever it is. */
export function showValue(host: CliHost, value: Json | undefined, { output }: FormOptions = {}): void {
  host.out(documentText(embedded(value), output === "yaml" ? "yaml" : "json"));
}

/** All rows of a list, page by page. */
export async function gather(connection: Connection, path: string, key: string, query: Query): Promise<JsonMap[]> {
  const rows: JsonMap[] = [];
  for await (const row of connection.list(path, key, query)) rows.push(row);
  return rows;
}

/** What the terminal offers to a table. */
export function paperOf(host: CliHost): Paper {
  return { width: host.columns, isColored: isColored(host) };
}

function unpacked(record: JsonMap): JsonMap {
  const entries = Object.entries(record).map(
    ([key, value]) => [key, jsonFields.has(key) ? embedded(value) : value] as const,
  );
  return Object.fromEntries(entries);
}

function nameOf(row: JsonMap): string {
  const name = row["name"] ?? row["id"] ?? row["member_id"];
  return typeof name === "string" ? name : "";
}
