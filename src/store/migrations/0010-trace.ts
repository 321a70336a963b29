import type { Kysely } from "kysely";
import type { Migration } from "kysely/migration";
import type { ColumnTypes } from "./types.ts";

/** The trace that an execution is part of. The column may be null, so nodes of older versions go on writing their rows. */
export function addTrace(types: ColumnTypes): Migration {
  return {
    async up(db: Kysely<unknown>) {
      await db.schema.alterTable("executions").addColumn("trace", types.text).execute();
    },
  };
}
