import { writeJson, type Json, type JsonMap } from "../../core/base/index.ts";
import type { Connection } from "../../client/index.ts";
import type { CliHost } from "../host.ts";
import { fields, table, type Column } from "../output/columns.ts";
import { embedded } from "../run/execution-tree.ts";
import type { RemoteOptions } from "./remote.ts";

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
]);

/** Prints rows as a table, as JSON, or only their names or ids. */
export function showRows(
  host: CliHost,
  rows: readonly JsonMap[],
  columns: readonly Column[],
  { output }: RemoteOptions,
): void {
  if (output === "json") host.out(`${writeJson(rows.map(unpacked), 2)}\n`);
  else if (output === "name") host.out(rows.map((row) => `${nameOf(row)}\n`).join(""));
  else host.out(table(columns, rows, host.columns));
}

/** Prints one record. */
export function showRecord(host: CliHost, record: JsonMap, { output }: RemoteOptions): void {
  if (output === "json") host.out(`${writeJson(unpacked(record), 2)}\n`);
  else if (output === "name") host.out(`${nameOf(record)}\n`);
  else host.out(fields(record));
}

/** Prints a value as JSON, whatever it is. */
export function showValue(host: CliHost, value: Json | undefined): void {
  host.out(`${writeJson(embedded(value), 2)}\n`);
}

/** All rows of a list, page by page. */
export async function gather(
  connection: Connection,
  path: string,
  key: string,
  query: Readonly<Record<string, string | number>>,
): Promise<JsonMap[]> {
  const rows: JsonMap[] = [];
  for await (const row of connection.list(path, key, query)) rows.push(row);
  return rows;
}

function unpacked(record: JsonMap): JsonMap {
  const entries = Object.entries(record).map(
    ([key, value]) => [key, jsonFields.has(key) ? embedded(value) : value] as const,
  );
  return Object.fromEntries(entries);
}

function nameOf(row: JsonMap): string {
  const name = row["name"] ?? row["id"];
  return typeof name === "string" ? name : "";
}
