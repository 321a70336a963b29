export type MemberStatus = "pending" | "accepted" | "rejected";

/** A workflow that a project shares with another one. Times are milliseconds since 1970-01-01T00:00:00Z. */
export interface MemberRecord {
  readonly id: string;
  /** The workflow's id. */
  readonly resourceId: string;
  readonly resourceType: "workflow";
  /** The project that shares. */
  readonly projectId: string;
  /** The project that it is shared with. */
  readonly memberId: string;
  /** What the receiving project says to it; only an accepted one is visible there. */
  readonly status: MemberStatus;
  readonly createdAt: number;
  readonly updatedAt: number | null;
}
