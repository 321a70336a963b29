/** A call that was to change something, as the audit log keeps it. Times are milliseconds since 1970-01-01T00:00:00Z. */
export interface AuditRecord {
  readonly id: string;
  readonly createdAt: number;
  /** Who: the project and user of the caller. */
  readonly projectId: string;
  readonly userName: string;
  /** What: the call's name in the policy, such as `workflows:create`. */
  readonly call: string;
  readonly method: string;
  /** The address as it was asked for, with its query. */
  readonly path: string;
  /** Id or names of what was made or changed; null where the answer does not say. */
  readonly target: string | null;
  /** From where: the address of the connection. */
  readonly address: string;
  readonly userAgent: string | null;
  /** The id of the request, which the log and the answer have, too. */
  readonly requestId: string;
  readonly outcome: AuditOutcome;
  /** Of the answer. */
  readonly status: number;
  /** The message of a refusal. */
  readonly reason: string | null;
}

/** It was done; it was refused, and nothing changed; or the service failed. */
export type AuditOutcome = "done" | "refused" | "failed";

/** What one project may have, where that differs from the settings. Null leaves it to them, -1 sets no limit. */
export interface QuotaRecord {
  /** The project. */
  readonly id: string;
  readonly definitions: number | null;
  readonly runningExecutions: number | null;
  readonly storedBytes: number | null;
  /** Milliseconds since 1970-01-01T00:00:00Z. */
  readonly createdAt: number;
  readonly updatedAt: number | null;
}
