import type { Json } from "../base/index.ts";

/** One move of an execution to another specification: who did it, when, and what was found. */
export interface MigrationRecord {
  readonly id: string;
  readonly executionId: string;
  readonly rootId: string;
  readonly projectId: string;
  /** Who asked for it. */
  readonly userName: string;
  readonly fromWorkflowId: string;
  readonly fromRevision: number;
  readonly toWorkflowId: string;
  readonly toRevision: number;
  /** What the engine found, task by task. */
  readonly verdict: Json;
  /** Milliseconds since 1970-01-01T00:00:00Z. */
  readonly createdAt: number;
}
