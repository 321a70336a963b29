import { sql, type Kysely } from "kysely";
import type { DatabaseSync } from "node:sqlite";
import type { Row } from "../rows/table.ts";
import { inserter, quoted, type BackupTable } from "./tables.ts";

/** Rows that are on their way at the same time, so that a large table needs no more memory than a small one. */
const atOnce = 200;
/** Of large rows fewer are sent together, in characters. */
const mostCharacters = 4_000_000;

/**
 * Copies a table out of PostgreSQL.
 *
 * @param trx a transaction that sees one moment
 * @returns how many rows
 */
export async function copyOut<Schema>(trx: Kysely<Schema>, table: BackupTable, to: DatabaseSync): Promise<number> {
  const insert = inserter(to, table);
  const columns = sql.join(table.columns.map((column) => sql.ref(column)));
  await sql`declare backup no scroll cursor for select ${columns} from ${sql.table(table.name)}`.execute(trx);
  let copied = 0;
  for (;;) {
    const { rows } = await sql<Row>`fetch ${sql.lit(atOnce)} from backup`.execute(trx);
    for (const row of rows) insert(row);
    copied += rows.length;
    if (rows.length < atOnce) break;
  }
  await sql`close backup`.execute(trx);
  return copied;
}

/**
 * Copies a table into PostgreSQL.
 *
 * @returns how many rows
 */
export async function copyIn<Schema>(trx: Kysely<Schema>, table: BackupTable, from: DatabaseSync): Promise<number> {
  const columns = sql.join(table.columns.map((column) => sql.ref(column)));
  const target = sql.table(table.name);
  const source = from.prepare(`select ${table.columns.map(quoted).join(", ")} from ${quoted(table.name)}`);
  let copied = 0;
  let rows: string[] = [];
  let characters = 0;
  const send = async (): Promise<void> => {
    if (rows.length === 0) return;
    await sql`insert into ${target} (${columns}) overriding system value
      select ${columns} from json_populate_recordset(null::${target}, ${`[${rows.join()}]`}::json)`.execute(trx);
    copied += rows.length;
    rows = [];
    characters = 0;
  };
  for (const row of source.iterate()) {
    const text = JSON.stringify(row);
    rows.push(text);
    characters += text.length;
    if (rows.length >= atOnce || characters >= mostCharacters) await send();
  }
  await send();
  return copied;
}

/** Lets the numbers that PostgreSQL gives new rows go on behind those that were copied in. */
export async function continueSequences<Schema>(trx: Kysely<Schema>): Promise<void> {
  const { rows } = await sql<{ table: string; column: string }>`
    select table_name as table, column_name as column from information_schema.columns
    where table_schema = current_schema() and is_identity = 'YES'`.execute(trx);
  for (const { table, column } of rows) {
    const largest = sql`(select max(${sql.ref(column)}) from ${sql.table(table)})`;
    await sql`select setval(pg_get_serial_sequence(${quoted(table)}, ${column}), coalesce(${largest}, 1),
      ${largest} is not null)`.execute(trx);
  }
}
