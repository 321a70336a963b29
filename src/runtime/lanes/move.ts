import {
  migrate,
  verdictJson,
  type Decided,
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

/** What a move comes to. */
export interface DecidedMove {
  readonly migrated: Migrated;
  /** Undefined when there is nothing to store: it is refused, a dry run, or done already. */
  readonly decided: Decided | undefined;
  readonly record: MigrationRecord | undefined;
}

/**
 * Judges a move, and decides it if nothing speaks against it.
 *
 * @param now milliseconds since 1970-01-01T00:00:00Z
 */
export async function decideMove(
  surroundings: Surroundings,
  now: number,
  state: LiveState,
  spec: WorkflowSpec,
  move: Move,
): Promise<DecidedMove> {
  const { projectId, workflowId, workflowRevision, id } = state.execution;
  const nothing = { decided: undefined, record: undefined };
  if (workflowId !== move.fromWorkflowId && workflowId !== move.to.id) {
    const message = `execution ${id} runs another workflow by now; ask again`;
    return { migrated: { type: "notPaused", message }, ...nothing };
  }
  const migrated = await withWorld(surroundings, projectId, now, (world) => migrate(spec, move.to, state, move, world));
  const isThere = workflowId === move.to.id && workflowRevision === move.to.revision;
  if (migrated.type !== "judged" || migrated.decided === undefined || isThere || move.isDryRun) {
    return { migrated, ...nothing };
  }
  const record = recordOf(state, move, migrated.verdict, surroundings.chance.newId(), now);
  return { migrated, decided: migrated.decided, record };
}

function recordOf(
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
