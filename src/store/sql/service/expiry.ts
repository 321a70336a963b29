import { sql, type RawBuilder } from "kysely";
import type { ExpiryQuery, Finished } from "../../port.ts";
import type { Database } from "../../rows/database.ts";
import { deleteTrees } from "../executions.ts";

const isOver = sql`parent_task_id is null and finished_at is not null`;

/** The youngest finished execution that is more than so many; sub-workflows are not counted. */
export async function finishedBeyond(db: Database, kept: number): Promise<Finished | undefined> {
  const { rows } = await sql<{ id: string; finished_at: number }>`
    select id, finished_at from executions where ${isOver}
    order by finished_at desc, id desc limit 1 offset ${kept}`.execute(db);
  const [row] = rows;
  return row && { id: row.id, finishedAt: row.finished_at };
}

/** Deletes the oldest finished executions with all that belongs to them, but those that others are deleting. */
export async function expireExecutions(
  db: Database,
  skipLocked: RawBuilder<unknown>,
  { upTo, ignoredStates, limit }: ExpiryQuery,
): Promise<number> {
  const others = ignoredStates.length === 0 ? sql`` : sql`and state not in (${sql.join(ignoredStates)})`;
  return db.transaction().execute(async (trx) => {
    const { rows } = await sql<{ id: string }>`
      select id from executions
      where ${isOver} and finished_at <= ${upTo.finishedAt}
        and (finished_at < ${upTo.finishedAt} or id <= ${upTo.id}) ${others}
      order by finished_at, id limit ${limit} ${skipLocked}`.execute(trx);
    if (rows.length > 0) {
      await deleteTrees(
        trx,
        rows.map((row) => row.id),
      );
    }
    return rows.length;
  });
}

/** Deletes actions that ran without an execution and have ended; the oldest first. */
export async function expireActions(db: Database, endedBefore: number, limit: number): Promise<number> {
  const { rows } = await sql<{ id: string }>`
    delete from actions where id in (
      select id from actions where execution_id is null and state in ('SUCCESS', 'ERROR', 'CANCELLED')
        and updated_at < ${endedBefore} order by updated_at, id limit ${limit})
    returning id`.execute(db);
  return rows.length;
}
