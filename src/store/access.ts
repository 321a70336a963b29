import type { AuditRecord, QuotaRecord } from "../core/model/index.ts";
import type { Rows } from "./definitions.ts";
import type { Reader } from "./query.ts";

/** The audit log: rows are added, and in the end thrown away; never changed. */
export interface AuditLog extends Reader<AuditRecord> {
  /** Adds all of them, or none. */
  append(rows: readonly AuditRecord[]): Promise<void>;

  /**
   * Throws away the oldest rows.
   *
   * @param before only those created before that moment, in milliseconds since 1970-01-01T00:00:00Z
   * @param limit at most so many at once
   * @returns how many it were
   */
  deleteBefore(before: number, limit: number): Promise<number>;
}

/** What concerns the projects as such. */
export interface AccessStore {
  readonly auditLog: AuditLog;
  /** By project. */
  readonly quotas: Rows<QuotaRecord>;

  /** Sizes of all texts of a project's definitions and executions together, in bytes. Takes time with many executions. */
  storedBytes(project: string): Promise<number>;
}
