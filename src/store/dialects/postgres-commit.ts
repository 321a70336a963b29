import type { Pool } from "pg";
import type { CommitResult } from "../commit.ts";
import type { FoldedCommit } from "../sql/fold.ts";
import { statementOf } from "./postgres-statement.ts";

/**
 * Stores commits, as a rule all in one round trip.
 *
 * One statement can write a row only once, so commits that touch the same execution (a parent that counts a child out, and
 * that child) go into statements of their own, in order.
 */
export async function commitBatch(pool: Pool, batch: readonly FoldedCommit[]): Promise<CommitResult[]> {
  const stored = new Set<FoldedCommit>();
  for (const wave of wavesOf(batch)) {
    const statement = statementOf(wave);
    const ids = await patiently(async () => {
      const { rows } = await pool.query<{ id: string }>(statement);
      return new Set(rows.map((row) => row.id));
    });
    for (const commit of wave) if (ids.has(commit.executionId)) stored.add(commit);
  }
  return batch.map((commit) => (stored.has(commit) ? "done" : "stale"));
}

function wavesOf(batch: readonly FoldedCommit[]): FoldedCommit[][] {
  const waves: FoldedCommit[][] = [];
  let touched = new Set<string>();
  for (const commit of batch) {
    const ids = [
      commit.executionId,
      ...commit.executions.map((row) => String(row["id"])),
      ...commit.childChanges.map((change) => change.id),
    ];
    const last = waves.at(-1);
    if (last === undefined || ids.some((id) => touched.has(id))) {
      waves.push([commit]);
      touched = new Set(ids);
    } else {
      last.push(commit);
      for (const id of ids) touched.add(id);
    }
  }
  return waves;
}

const attempts = 5;

/** A statement that the server gave up for a deadlock or a conflict of two transactions has done nothing: it is repeated. */
async function patiently<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      const code = error instanceof Error && "code" in error ? error.code : undefined;
      if ((code !== "40P01" && code !== "40001") || attempt === attempts) throw error;
    }
  }
}
