import { sql } from "kysely";
import type { CronTriggers } from "../../definitions.ts";
import type { Database } from "../../rows/database.ts";
import type { Row } from "../../rows/table.ts";
import { cronTriggerTable } from "../../rows/triggers.ts";
import { definitionsOf } from "./definitions.ts";

/** Cron triggers with their times. */
export function cronTriggersOf(db: Database): CronTriggers {
  return {
    ...definitionsOf(db, cronTriggerTable, "cron trigger"),

    async due(until, limit) {
      const { rows } = await sql<Row>`
        select * from cron_triggers where next_execution_time <= ${until}
        order by next_execution_time, id limit ${limit}`.execute(db);
      return rows.map((row) => cronTriggerTable.toRecord(row));
    },

    async nextAt() {
      const row = await db
        .selectFrom("cron_triggers")
        .select((of) => of.fn.min("next_execution_time").as("next"))
        .executeTakeFirst();
      return row?.next ?? undefined;
    },

    async advance(id, from, to) {
      const ofTime = sql`id = ${id} and next_execution_time = ${from}`;
      const { rows } =
        to === undefined
          ? await sql`delete from cron_triggers where ${ofTime} returning id`.execute(db)
          : await sql`update cron_triggers
              set next_execution_time = ${to.nextExecutionTime}, remaining_executions = ${to.remainingExecutions}
              where ${ofTime} returning id`.execute(db);
      return rows.length > 0;
    },
  };
}
