import type { TimerRecord } from "../../core/model/index.ts";
import type { Database } from "../rows/database.ts";
import { timerTable } from "../rows/executions.ts";

/** Timers due at or before a moment, earliest first. */
export async function dueTimers(db: Database, until: number, limit: number): Promise<TimerRecord[]> {
  const rows = await db
    .selectFrom("timers")
    .selectAll()
    .where("at", "<=", until)
    .orderBy("at")
    .orderBy("id")
    .limit(limit)
    .execute();
  return rows.map((row) => timerTable.toRecord(row));
}

/** The moment of the earliest timer. */
export async function nextTimerAt(db: Database): Promise<number | undefined> {
  const row = await db.selectFrom("timers").select("at").orderBy("at").limit(1).executeTakeFirst();
  return row?.at;
}
