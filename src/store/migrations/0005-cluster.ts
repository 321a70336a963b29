import type { Kysely } from "kysely";
import type { Migration } from "kysely/migration";
import type { ColumnTypes } from "./types.ts";

/**
 * What a node is called and does, and which nodes an action is meant for. The columns may be null, so rows of older versions
 * stay as they are, and nodes of older versions go on writing theirs.
 */
export function addCluster(types: ColumnTypes): Migration {
  return {
    async up(db: Kysely<unknown>) {
      for (const name of ["name", "roles", "targets"]) {
        await db.schema.alterTable("nodes").addColumn(name, types.text).execute();
      }
      await db.schema.alterTable("actions").addColumn("target", types.text).execute();
    },
  };
}
