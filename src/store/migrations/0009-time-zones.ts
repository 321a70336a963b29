import type { Kysely } from "kysely";
import type { Migration } from "kysely/migration";
import type { ColumnTypes } from "./types.ts";

/** The time zones of cron triggers; those without one are in UTC, as nodes of an older version take all of them to be. */
export function addTimeZones(types: ColumnTypes): Migration {
  return {
    async up(db: Kysely<unknown>) {
      await db.schema.alterTable("cron_triggers").addColumn("time_zone", types.text).execute();
    },
  };
}
