import { sql, type RawBuilder } from "kysely";
import type { ActionRecord } from "../../core/model/index.ts";
import type { Database } from "../rows/database.ts";
import { actionTable } from "../rows/executions.ts";
import type { Row } from "../rows/table.ts";
import { unfinishedStates } from "./states.ts";

/** What is said differently about rows that others may be claiming too: nothing in SQLite, where there are no others. */
export type SkipLocked = RawBuilder<unknown>;

/** Actions of nodes without a lease, by the database's clock. */
export async function orphanedActions(db: Database, now: RawBuilder<number>, limit: number): Promise<ActionRecord[]> {
  const { rows } = await sql<Row>`
    select * from actions a
    where a.dispatch = 'claimed'
      and not exists (select 1 from nodes n where n.id = a.claimed_by and n.lease_until > ${now})
    order by a.created_at, a.id
    limit ${limit}`.execute(db);
  return rows.map((row) => actionTable.toRecord(row));
}

/** Gives actions back to the queue that a node has claimed; returns the ids of those that were. */
export async function requeueActions(db: Database, ids: readonly string[], claimedBy: string): Promise<string[]> {
  if (ids.length === 0) return [];
  const rows = await db
    .updateTable("actions")
    .set({ dispatch: "queued", claimed_by: null })
    .where("id", "in", ids)
    .where("dispatch", "=", "claimed")
    .where("claimed_by", "=", claimedBy)
    .returning("id")
    .execute();
  return rows.map((row) => row.id);
}

/** Changes an unfinished action that belongs to no execution; returns whether it did. */
export async function changeAction(db: Database, id: string, set: Partial<Omit<ActionRecord, "id">>): Promise<boolean> {
  const columns = Object.entries(actionTable.toRow(set));
  if (columns.length === 0) return false;
  const { rows } = await sql<Row>`
    update actions set ${sql.join(columns.map(([name, value]) => sql`${sql.ref(name)} = ${value}`))}
    where id = ${id} and execution_id is null and state in (${unfinishedStates})
    returning id`.execute(db);
  return rows.length > 0;
}

/** Deletes an action that belongs to no execution; returns whether it did. */
export async function deleteAction(db: Database, id: string): Promise<boolean> {
  const rows = await db
    .deleteFrom("actions")
    .where("id", "=", id)
    .where("execution_id", "is", null)
    .returning("id")
    .execute();
  return rows.length > 0;
}
