import { sql } from "kysely";
import type { Definitions, Named, Rows } from "../../definitions.ts";
import type { Database } from "../../rows/database.ts";
import type { Row, Table } from "../../rows/table.ts";
import { allOf, visibleTo } from "../filters.ts";
import { readerOf } from "../reader.ts";
import { insert, update } from "../writing.ts";

interface Definition {
  readonly id: string;
  readonly name: string;
}

/** Finds and deletes definitions of one kind. */
export function namedOf<Rec extends Definition>(db: Database, table: Table<Rec>): Named<Rec> {
  const from = sql.table(table.name);
  const hasNamespace = table.columns.some((column) => column.name === "namespace");
  return {
    ...readerOf(db, table),

    async find(name, namespace, project) {
      const inNamespace = hasNamespace ? sql`and namespace = ${namespace}` : sql``;
      const isVisible = allOf(visibleTo({ project, withPublic: true }, table));
      const { rows } = await sql<Row>`
        select * from ${from}
        where name = ${name} ${inNamespace} and ${isVisible}
        order by case when project_id = ${project} then 0 else 1 end, created_at, id
        limit 1`.execute(db);
      return rows[0] === undefined ? undefined : table.toRecord(rows[0]);
    },

    delete: (id) => deleteRow(db, table, id),
  };
}

/**
 * Definitions of one kind that have no revisions.
 *
 * @param kind the word for it in errors
 */
export function definitionsOf<Rec extends Definition>(db: Database, table: Table<Rec>, kind: string): Definitions<Rec> {
  return { ...namedOf(db, table), ...rowsOf(db, table, kind) };
}

/**
 * Rows that need no name.
 *
 * @param kind the word for one in errors
 */
export function rowsOf<Rec extends { readonly id: string }>(db: Database, table: Table<Rec>, kind: string): Rows<Rec> {
  return {
    ...readerOf(db, table),
    create: (row) => insert(db, table, row, kind),
    update: (id, set) => update(db, table, id, set as Partial<Rec>, kind),
    delete: (id) => deleteRow(db, table, id),
  };
}

async function deleteRow<Rec>(db: Database, { name }: Table<Rec>, id: string): Promise<boolean> {
  const { rows } = await sql`delete from ${sql.table(name)} where id = ${id} returning id`.execute(db);
  return rows.length > 0;
}
