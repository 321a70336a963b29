import type { Kysely } from "kysely";
import type { Migration } from "kysely/migration";
import { index, tableOf } from "./table-text.ts";
import type { ColumnTypes } from "./types.ts";

/** Moves of executions to other specifications, and what finds the executions of a workflow that may be moved. */
export function createMigrations(types: ColumnTypes): Migration {
  return {
    async up(db: Kysely<unknown>) {
      await tableOf(db, "migrations", types)
        .text("id", "execution_id", "root_id", "project_id", "user_name", "from_workflow_id")
        .integer("from_revision")
        .text("to_workflow_id")
        .integer("to_revision")
        .optionalText("verdict")
        .integer("created_at")
        .create();
      await index(db, "migrations", "execution", "execution_id", "created_at", "id");
    },
  };
}
