import type { Kysely } from "kysely";
import type { Migration } from "kysely/migration";
import { index, indexSome } from "./table-text.ts";

/**
 * Indexes that let a page of tasks or actions be found by name, workflow or state, in order of time, however many there are.
 *
 * Most tasks and actions end in SUCCESS, which any page finds at once; only the other states are indexed.
 */
export function indexLists(): Migration {
  return {
    async up(db: Kysely<unknown>) {
      for (const table of ["tasks", "actions"]) {
        await index(db, table, "project_name", "project_id", "name", "created_at", "id");
        await index(db, table, "project_workflow", "project_id", "workflow_name", "created_at", "id");
        await indexSome(db, table, "project_state", ["project_id", "state", "created_at", "id"], "state <> 'SUCCESS'");
      }
    },
  };
}
