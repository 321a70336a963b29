import {
  migrate,
  verdictJson,
  type LiveState,
  type Migrated,
  type MigrationOptions,
  type MigrationVerdict,
  type WorkflowDefinition,
} from "../../core/engine/index.ts";
import type { WorkflowSpec } from "../../core/language/index.ts";
import type { MigrationRecord } from "../../core/model/index.ts";
import { withWorld, type Surroundings } from "./world.ts";

/** A move of an execution to another specification. It is decided alone: what comes after it is decided by the new one. */
export interface Move extends MigrationOptions {
  readonly to: WorkflowDefinition;
  /** The workflow that the execution must still run, so that the two are relatives. */
  readonly fromWorkflowId: string;
  /** Whether only the verdict is wanted. */
  readonly isDryRun: boolean;
  readonly userName: string;
  /** Told what was found, after it is stored. */
  readonly answer: (migrated: Migrated) => void;
}

/**
 * Judges a move, and decides it if nothing speaks against it.
 *
 * @param now milliseconds since 1970-01-01T00:00:00Z
 */
export function judgeMove(
  surroundings: Surroundings,
  now: number,
  state: LiveState,
  spec: WorkflowSpec,
  move: Move,
): Promise<Migrated> {
  const { projectId } = state.execution;
  return withWorld(surroundings, projectId, now, (world) => migrate(spec, move.to, state, move, world));
}

/** Whether the execution runs by that revision already. */
export function isThere({ execution }: LiveState, { id, revision }: WorkflowDefinition): boolean {
  return execution.workflowId === id && execution.workflowRevision === revision;
}

/** What is remembered of a move. */
export function recordOf(
  { execution }: LiveState,
  { to, userName }: Move,
  verdict: MigrationVerdict,
  id: string,
  now: number,
): MigrationRecord {
  return {
    id,
    executionId: execution.id,
    rootId: execution.rootId,
    projectId: execution.projectId,
    userName,
    fromWorkflowId: execution.workflowId,
    fromRevision: execution.workflowRevision,
    toWorkflowId: to.id,
    toRevision: to.revision,
    verdict: verdictJson(verdict),
    createdAt: now,
  };
}
