import { sql, type Kysely } from "kysely";
import type { Migration } from "kysely/migration";
import { index, indexSome, tableOf } from "./table-text.ts";
import type { ColumnTypes } from "./types.ts";

/** Events that came in, notifications that are to go out, and the filters of event triggers. */
export function createEvents(types: ColumnTypes): Migration {
  return {
    async up(db: Kysely<unknown>) {
      await db.schema.alterTable("event_triggers").addColumn("filter", types.text).execute();

      await tableOf(db, "events", types)
        .text("id", "exchange", "topic", "type")
        .optionalText("project_id")
        .text("reach", "data")
        .integer("created_at", "due_at")
        .optionalInteger("handled_at")
        .create();
      await indexSome(db, "events", "due", ["due_at", "id"], "handled_at is null");
      await indexSome(db, "events", "handled", ["handled_at"], "handled_at is not null");

      await db.schema
        .createTable("notifications")
        .addColumn("seq", types.sequence)
        .addColumn("id", types.text, (column) => column.notNull().unique())
        .addColumn("execution_id", types.text, (column) => column.notNull())
        .addColumn("project_id", types.text, (column) => column.notNull())
        .addColumn("event", types.text, (column) => column.notNull())
        .addColumn("listener", types.text, (column) => column.notNull())
        .addColumn("body", types.text, (column) => column.notNull())
        .addColumn("attempts", types.integer, (column) => column.notNull().defaultTo(sql`0`))
        .addColumn("due_at", types.integer, (column) => column.notNull())
        .addColumn("created_at", types.integer, (column) => column.notNull())
        .execute();
      await index(db, "notifications", "due", "due_at", "seq");
      await index(db, "notifications", "execution", "execution_id", "seq");
    },
  };
}
