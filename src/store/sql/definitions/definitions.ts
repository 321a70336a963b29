import { sql } from "kysely";
import type { Definitions, Named } from "../../definitions.ts";
import type { Database } from "../../rows/database.ts";
import type { Row, Table } from "../../rows/table.ts";
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
      const { rows } = await sql<Row>`
        select * from ${from}
        where name = ${name} ${inNamespace} and (project_id = ${project} or scope = 'public')
        order by case when project_id = ${project} then 0 else 1 end, created_at, id
        limit 1`.execute(db);
      return rows[0] === undefined ? undefined : table.toRecord(rows[0]);
    },

    async delete(id) {
      const { rows } = await sql`delete from ${from} where id = ${id} returning id`.execute(db);
      return rows.length > 0;
    },
  };
}

/**
 * Definitions of one kind that have no revisions.
 *
 * @param kind the word for it in errors
 */
export function definitionsOf<Rec extends Definition>(db: Database, table: Table<Rec>, kind: string): Definitions<Rec> {
  return {
    ...namedOf(db, table),
    create: (row) => insert(db, table, row, kind),
    update: (id, set) => update(db, table, id, set as Partial<Rec>, kind),
  };
}
