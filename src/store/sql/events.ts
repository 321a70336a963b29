import { sql } from "kysely";
import type { EventRecord } from "../../core/model/index.ts";
import type { Events, Notifications } from "../events.ts";
import type { Database } from "../rows/database.ts";
import { eventTable, notificationTable } from "../rows/events.ts";
import type { Row } from "../rows/table.ts";
import type { SkipLocked } from "./actions.ts";

/** Events that came in. */
export function eventsOf(db: Database, skipLocked: SkipLocked): Events {
  return {
    async add(event) {
      const columns = Object.entries(eventTable.toRow(event));
      const { rows } = await sql`
        insert into events (${sql.join(columns.map(([name]) => sql.ref(name)))})
        values (${sql.join(columns.map(([, value]) => value))})
        on conflict (id) do nothing returning id`.execute(db);
      return rows.length > 0;
    },

    async claim(now, until, limit) {
      const { rows } = await sql<Row>`
        update events set due_at = ${until}
        where id in (
          select id from events where handled_at is null and due_at <= ${now}
          order by due_at, id limit ${limit} ${skipLocked})
        returning *`.execute(db);
      return rows.map((row) => eventTable.toRecord(row)).toSorted(byTime);
    },

    async handled(id, at) {
      await sql`update events set handled_at = ${at}, data = '{}' where id = ${id}`.execute(db);
    },

    async forget(handledBefore) {
      const { rows } = await sql`delete from events where handled_at < ${handledBefore} returning id`.execute(db);
      return rows.length;
    },
  };
}

/** Makes all due that is not dealt with. */
export async function releaseDue(db: Database): Promise<void> {
  await sql`update events set due_at = created_at where handled_at is null`.execute(db);
  await sql`update notifications set due_at = created_at`.execute(db);
}

/** What listeners are still to be told. */
export function notificationsOf(db: Database, skipLocked: SkipLocked): Notifications {
  return {
    async claim(now, until, limit) {
      const { rows } = await sql<Row & { seq: number }>`
        update notifications set due_at = ${until}, attempts = attempts + 1
        where seq in (
          select n.seq from notifications n
          where n.due_at <= ${now} and not exists (
            select 1 from notifications o
            where o.execution_id = n.execution_id and o.listener = n.listener and o.seq < n.seq)
          order by n.due_at, n.seq limit ${limit} ${skipLocked})
        returning *`.execute(db);
      return rows.toSorted((a, b) => a.seq - b.seq).map((row) => notificationTable.toRecord(row));
    },

    async remove(id) {
      await db.deleteFrom("notifications").where("id", "=", id).execute();
    },

    async postpone(id, dueAt) {
      await db.updateTable("notifications").set({ due_at: dueAt }).where("id", "=", id).execute();
    },

    async nextAt() {
      const { rows } = await sql<{ next: number | null }>`
        select min(n.due_at) as next from notifications n
        where not exists (
          select 1 from notifications o
          where o.execution_id = n.execution_id and o.listener = n.listener and o.seq < n.seq)`.execute(db);
      return rows[0]?.next ?? undefined;
    },
  };
}

function byTime(a: EventRecord, b: EventRecord): number {
  return a.createdAt - b.createdAt || (a.id < b.id ? -1 : 1);
}
