import type { JsonMap } from "../core/base/index.ts";
import { objectionsOf, verdictJson, type Migrated, type MigrationVerdict } from "../core/engine/index.ts";
import type { Caller, RevisionRecord } from "../core/model/index.ts";
import type { Definitions } from "./lanes/definitions.ts";
import type { Lanes } from "./lanes/lanes.ts";
import { MigrationRefused } from "./problems.ts";

/** What is asked for when an execution is to go on by another specification. */
export interface MigrationRequest {
  readonly caller: Caller;
  /** The workflow that the execution runs, of which the other one is a revision or a relative. */
  readonly fromWorkflowId: string;
  readonly to: RevisionRecord;
  /** Whether it may pass insertions that lie behind it. */
  readonly allowsSkipped: boolean;
  /** Whether it may be moved while it is running, and not only while it is paused. */
  readonly whileRunning: boolean;
  /** Whether only the verdict is wanted. */
  readonly isDryRun: boolean;
}

/**
 * Moves an execution in its own lane: what came before is decided by the old specification, what comes after by the new one,
 * and the move itself is one transaction.
 *
 * @returns the verdict as JSON; of a dry run also one that does not allow the move
 * @throws MigrationRefused; NotFound, Refused
 */
export async function migrateExecution(
  executionId: string,
  { caller, to, ...request }: MigrationRequest,
  definitions: Definitions,
  lanes: Lanes,
): Promise<JsonMap> {
  const definition = await definitions.definitionOf({ ...to, id: to.workflowId });
  let migrated: Migrated | undefined;
  await lanes.move(executionId, {
    ...request,
    to: definition,
    userName: caller.user,
    answer: (found) => {
      migrated = found;
    },
  });
  if (migrated?.type === "judged") {
    const told = verdictJson(migrated.verdict);
    if (!migrated.verdict.isAllowed && !request.isDryRun) {
      throw new MigrationRefused("INH-051", reasonOf(executionId, to, migrated.verdict), told);
    }
    return told;
  }
  throw new MigrationRefused("INH-052", migrated?.message ?? `execution ${executionId} was not judged`);
}

function reasonOf(id: string, { name, revision }: RevisionRecord, verdict: MigrationVerdict): string {
  const reasons = objectionsOf(verdict).map(({ message }) => message);
  return `execution ${id} cannot be moved to revision ${revision} of '${name}': ${reasons.join("; ")}`;
}
