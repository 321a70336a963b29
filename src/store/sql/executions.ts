import { sql } from "kysely";
import type { Database } from "../rows/database.ts";
import { unfinishedStates } from "./states.ts";

/**
 * Deletes the execution and everything under it.
 *
 * Level by level: once the rows of a level are gone, no commit can add children to it, and those that were added are seen.
 */
export async function deleteExecution(db: Database, id: string): Promise<boolean> {
  return db.transaction().execute((trx) => deleteTrees(trx, [id]));
}

/** The same for several, within a transaction; returns whether there was any. */
export async function deleteTrees(trx: Database, roots: readonly string[]): Promise<boolean> {
  let level = await deleteLevel(trx, roots);
  const existed = level.length > 0;
  while (level.length > 0) {
    const children: string[] = [];
    for (const ids of chunksOf(level)) {
      await trx.deleteFrom("tasks").where("execution_id", "in", ids).execute();
      await trx.deleteFrom("actions").where("execution_id", "in", ids).execute();
      await trx.deleteFrom("timers").where("execution_id", "in", ids).execute();
      await trx.deleteFrom("migrations").where("execution_id", "in", ids).execute();
      await trx.deleteFrom("messages").where("execution_id", "in", ids).execute();
      const rows = await trx.selectFrom("executions").select("id").where("parent_execution_id", "in", ids).execute();
      children.push(...rows.map((row) => row.id));
    }
    level = await deleteLevel(trx, children);
  }
  return existed;
}

async function deleteLevel(db: Database, level: readonly string[]): Promise<string[]> {
  const deleted: string[] = [];
  for (const ids of chunksOf(level)) {
    const rows = await db.deleteFrom("executions").where("id", "in", ids).returning("id").execute();
    deleted.push(...rows.map((row) => row.id));
  }
  return deleted;
}

/** Both databases bound the number of parameters of a statement. */
function chunksOf(ids: readonly string[]): string[][] {
  const size = 500;
  return Array.from({ length: Math.ceil(ids.length / size) }, (_, n) => ids.slice(n * size, (n + 1) * size));
}

/** Executions with messages, the one whose message waits longest first. */
export async function executionsWithMessages(db: Database, createdBefore: number, limit: number): Promise<string[]> {
  const rows = await db
    .selectFrom("messages")
    .select("execution_id")
    .where("created_at", "<", createdBefore)
    .groupBy("execution_id")
    .orderBy((by) => by.fn.min("seq"))
    .limit(limit)
    .execute();
  return rows.map((row) => row.execution_id);
}

/**
 * Executions that nothing will move. What moves one: a message, a timer, an action that is queued, runs or waits for an
 * answer from outside, a sub-workflow that is not finished. A paused one waits for a person.
 */
export async function stuckExecutions(db: Database, limit: number): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select e.id from executions e
    where e.state in (${unfinishedStates}) and e.state <> 'PAUSED'
      and not exists (select 1 from messages m where m.execution_id = e.id)
      and not exists (select 1 from timers t where t.execution_id = e.id)
      and not exists (select 1 from actions a where a.execution_id = e.id and a.state in (${unfinishedStates}))
      and not exists (
        select 1 from executions c where c.parent_execution_id = e.id and c.state in (${unfinishedStates}))
    order by e.created_at, e.id
    limit ${limit}`.execute(db);
  return rows.map((row) => row.id);
}
