import { sql, type Kysely, type RawBuilder } from "kysely";
import { MarkerNotFound } from "../problems.ts";
import type { ListQuery, Reader, Visibility } from "../query.ts";
import type { Tables } from "../rows/database.ts";
import type { Row, Table } from "../rows/table.ts";
import { allOf, conditionOf, visibleTo, type Condition } from "./filters.ts";
import { after, orderBy, sortKeys } from "./paging.ts";

/** Reads the rows of one table. */
export function readerOf<Rec extends { readonly id: string }>(db: Kysely<Tables>, table: Table<Rec>): Reader<Rec> {
  const from = sql.table(table.name);

  async function get(id: string, visibility: Visibility): Promise<Rec | undefined> {
    const where = allOf([sql`id = ${id}`, ...visibleTo(visibility, table)]);
    const { rows } = await sql<Row>`select * from ${from} where ${where}`.execute(db);
    return rows[0] === undefined ? undefined : table.toRecord(rows[0]);
  }

  async function list<Field extends keyof Rec & string>(
    query: ListQuery<keyof Rec & string> & { readonly fields?: readonly Field[] },
  ): Promise<Pick<Rec, Field>[]> {
    const conditions = conditionsOf(query, table);
    const keys = sortKeys(query.sort, table);
    if (query.marker !== undefined) {
      const columns = sql.join(keys.map((key) => sql.ref(key.column.name)));
      const where = allOf([sql`id = ${query.marker}`, ...visibleTo(query.visibility, table)]);
      const { rows } = await sql<Row>`select ${columns} from ${from} where ${where}`.execute(db);
      if (rows[0] === undefined) throw new MarkerNotFound(query.marker);
      conditions.push(after(keys, rows[0]));
    }
    const limit = query.limit === undefined ? sql`` : sql` limit ${query.limit}`;
    const { rows } = await sql<Row>`select ${columnsOf(query.fields, table)} from ${from}
      where ${allOf(conditions)} order by ${orderBy(keys)}${limit}`.execute(db);
    return rows.map((row) => table.toRecord(row));
  }

  async function count(query: ListQuery<keyof Rec & string>): Promise<number> {
    const { rows } = await sql<{ count: number }>`select count(*) as count from ${from}
      where ${allOf(conditionsOf(query, table))}`.execute(db);
    return rows[0]?.count ?? 0;
  }

  return { get, list, count };
}

function conditionsOf<Rec>(query: ListQuery, table: Table<Rec>): Condition[] {
  return [...visibleTo(query.visibility, table), ...(query.filters ?? []).map((filter) => conditionOf(filter, table))];
}

function columnsOf<Rec>(fields: readonly string[] | undefined, table: Table<Rec>): RawBuilder<unknown> {
  const names = fields?.map((field) => table.column(field).name) ?? table.columns.map((column) => column.name);
  return sql.join([...new Set(names)].map((name) => sql.ref(name)));
}
