import { sql } from "kysely";
import type { AuditRecord } from "../../../core/model/index.ts";
import type { AccessStore, AuditLog } from "../../access.ts";
import { auditTable, quotaTable } from "../../rows/access.ts";
import type { Database } from "../../rows/database.ts";
import {
  actionDefinitionTable,
  environmentTable,
  revisionTable,
  workbookTable,
  workflowTable,
} from "../../rows/definitions.ts";
import { actionTable, executionTable, taskTable } from "../../rows/executions.ts";
import { codeSourceTable } from "../../rows/sharing.ts";
import type { Column } from "../../rows/table.ts";
import { rowsOf } from "../definitions/definitions.ts";
import { readerOf } from "../reader.ts";

/** The audit log, quotas, and what projects take up. */
export function accessOf(db: Database): AccessStore {
  return {
    auditLog: auditLogOf(db),
    quotas: rowsOf(db, quotaTable, "quota"),
    storedBytes: (project) => storedBytes(db, project),
  };
}

function auditLogOf(db: Database): AuditLog {
  return {
    ...readerOf(db, auditTable),

    // By powers of two, so that there are few statements to be prepared, whatever comes together.

    async append(rows) {
      if (rows.length <= 1) return insertRows(db, rows);
      await db.transaction().execute(async (trx) => {
        for (let at = 0; at < rows.length;) {
          const size = 2 ** Math.floor(Math.log2(rows.length - at));
          await insertRows(trx, rows.slice(at, at + size));
          at += size;
        }
      });
    },

    async deleteBefore(before, limit) {
      const { rows } = await sql`delete from audit_log where id in
        (select id from audit_log where created_at < ${before} order by created_at, id limit ${limit})
        returning id`.execute(db);
      return rows.length;
    },
  };
}

async function insertRows(db: Database, rows: readonly AuditRecord[]): Promise<void> {
  if (rows.length === 0) return;
  const columns = sql.join(auditTable.columns.map(({ name }) => sql.ref(name)));
  const values = rows.map((record) => {
    const row = auditTable.toRow(record);
    return sql`(${sql.join(auditTable.columns.map(({ name }) => row[name] ?? null))})`;
  });
  await sql`insert into audit_log (${columns}) values ${sql.join(values)}`.execute(db);
}

interface Measured {
  readonly name: string;
  readonly columns: readonly Column[];
}

/** Tables whose rows say which project they belong to. */
const ofProjects: readonly Measured[] = [
  workflowTable,
  workbookTable,
  actionDefinitionTable,
  environmentTable,
  codeSourceTable,
  executionTable,
  taskTable,
  actionTable,
];

async function storedBytes(db: Database, project: string): Promise<number> {
  const ofProject = sql`project_id = ${project}`;
  const ofWorkflows = sql`workflow_id in (select id from workflows where ${ofProject})`;
  const sums = [
    ...ofProjects.map((table) => sql`(${sumOf(table)} where ${ofProject})`),
    sql`(${sumOf(revisionTable)} where ${ofWorkflows})`,
  ];
  const { rows } = await sql<{ bytes: number }>`select ${sql.join(sums, sql` + `)} as bytes`.execute(db);
  return rows[0]?.bytes ?? 0;
}

function sumOf({ name, columns }: Measured) {
  const sizes = columns
    .filter(({ kind }) => kind === "text" || kind === "json")
    .map((column) => sql`coalesce(octet_length(${sql.ref(column.name)}), 0)`);
  return sql`select coalesce(sum(${sql.join(sizes, sql` + `)}), 0) from ${sql.table(name)}`;
}
