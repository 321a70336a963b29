import type { DatabaseSync, StatementSync } from "node:sqlite";
import type { Row } from "../rows/table.ts";

/** A table as it stands in a backup. */
export interface BackupTable {
  readonly name: string;
  readonly columns: readonly string[];
}

/** Who worked with a database is not part of what it remembers: those nodes are gone when it is restored. */
const leftOut = new Set(["nodes"]);

/** The tables of a database that a backup is made of. */
export function tablesOf(database: DatabaseSync): BackupTable[] {
  const names = database
    .prepare("select name from sqlite_master where type = 'table' and name not like 'sqlite%' order by name")
    .all()
    .map(({ name }) => String(name))
    .filter((name) => !name.startsWith("ostro_migrations") && !leftOut.has(name));
  return names.map((name) => ({ name, columns: columnsOf(database, name) }));
}

function columnsOf(database: DatabaseSync, table: string): string[] {
  return database
    .prepare("select name from pragma_table_info(?) order by cid")
    .all(table)
    .map(({ name }) => String(name));
}

/** A name as both databases take it, whatever word it is. */
export function quoted(name: string): string {
  return `"${name}"`;
}

/** Prepares the statement that adds a row. */
export function inserter(database: DatabaseSync, { name, columns }: BackupTable): (row: Row) => void {
  const marks = columns.map(() => "?").join(", ");
  const text = `insert into ${quoted(name)} (${columns.map(quoted).join(", ")}) values (${marks})`;
  const statement: StatementSync = database.prepare(text);
  return (row) => void statement.run(...columns.map((column) => row[column] ?? null));
}

export function countRows(database: DatabaseSync, table: string): number {
  return Number(database.prepare(`select count(*) as count from ${quoted(table)}`).get()?.["count"] ?? 0);
}
