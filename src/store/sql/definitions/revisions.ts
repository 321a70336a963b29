import { sql } from "kysely";
import type { Json } from "../../../core/base/index.ts";
import type { RevisionRecord } from "../../../core/model/index.ts";
import type { RevisionOwnPart, RevisionStamp, RevisionSummary } from "../../definitions.ts";
import type { Database } from "../../rows/database.ts";
import { revisionTable } from "../../rows/definitions.ts";
import type { RowOf } from "../../rows/table.ts";
import { unfinishedStates } from "../states.ts";

/** The columns that a list of revisions leaves out: texts and specifications. */
const large = new Set(["definition", "own_spec", "spec", "provenance", "edits"]);

export async function getRevision(
  db: Database,
  workflowId: string,
  revision: number,
): Promise<RevisionRecord | undefined> {
  const row = await db
    .selectFrom("workflow_revisions")
    .selectAll()
    .where("workflow_id", "=", workflowId)
    .where("revision", "=", revision)
    .executeTakeFirst();
  return row === undefined ? undefined : revisionTable.toRecord(row);
}

export async function getOwnPart(
  db: Database,
  workflowId: string,
  revision: number,
): Promise<RevisionOwnPart | undefined> {
  const row = await partOf(db, workflowId, revision, ["own_spec", "edits"]);
  return row === undefined ? undefined : revisionTable.toRecord(row);
}

export async function getRevisionStamp(
  db: Database,
  workflowId: string,
  revision: number,
): Promise<RevisionStamp | undefined> {
  const columns = [
    "workbook_name",
    "definition",
    "spec_checksum",
    "scope",
    "cause",
    "created_at",
    "created_by",
  ] as const;
  const row = await partOf(db, workflowId, revision, columns);
  return row === undefined ? undefined : revisionTable.toRecord(row);
}

function partOf(
  db: Database,
  workflowId: string,
  revision: number,
  columns: readonly (keyof RowOf<RevisionRecord>)[],
): Promise<object | undefined> {
  return db
    .selectFrom("workflow_revisions")
    .select(columns)
    .where("workflow_id", "=", workflowId)
    .where("revision", "=", revision)
    .executeTakeFirst();
}

export async function setConformance(
  db: Database,
  workflowId: string,
  revision: number,
  conformance: Json,
): Promise<void> {
  await db
    .updateTable("workflow_revisions")
    .set(revisionTable.toRow({ conformance }))
    .where("workflow_id", "=", workflowId)
    .where("revision", "=", revision)
    .execute();
}

/** Newest first. */
export async function listRevisions(db: Database, workflowId: string): Promise<RevisionSummary[]> {
  const columns = revisionTable.columns.map((column) => column.name).filter((name) => !large.has(name));
  const { rows } = await sql<object>`
    select ${sql.join(columns.map((name) => sql.ref(name)))} from workflow_revisions
    where workflow_id = ${workflowId} order by revision desc`.execute(db);
  return rows.map((row) => revisionTable.toRecord(row));
}

export async function lastRevision(db: Database, workflowId: string): Promise<number> {
  const row = await db
    .selectFrom("workflow_revisions")
    .select((of) => of.fn.max("revision").as("last"))
    .where("workflow_id", "=", workflowId)
    .executeTakeFirst();
  return row?.last ?? 0;
}

/** Removes old revisions that neither an arrow nor an unfinished execution refers to; returns how many. */
export async function pruneRevisions(db: Database, workflowId: string, keep: number): Promise<number> {
  const { rows } = await sql`
    delete from workflow_revisions
    where workflow_id = ${workflowId}
      and revision < (
        select coalesce(min(revision), 0) from (
          select revision from workflow_revisions where workflow_id = ${workflowId}
          order by revision desc limit ${keep}) newest)
      and not exists (
        select 1 from workflow_parents edge
        where edge.parent_id = ${workflowId} and edge.parent_revision = workflow_revisions.revision)
      and not exists (
        select 1 from executions e
        where e.state in (${unfinishedStates})
          and e.workflow_id = ${workflowId} and e.workflow_revision = workflow_revisions.revision)
    returning revision`.execute(db);
  return rows.length;
}
