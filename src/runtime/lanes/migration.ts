import type { JsonMap } from "../../core/base/index.ts";
import { objectionsOf, verdictJson, type Migrated, type MigrationVerdict } from "../../core/engine/index.ts";
import type { Caller, RevisionRecord } from "../../core/model/index.ts";
import type { Definitions } from "./definitions.ts";
import type { Lanes } from "./lanes.ts";
import { MigrationRefused, NotFound, Refused } from "../problems.ts";

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

/** What became of one of many executions that were to be moved. */
export interface MigrationOutcome {
  readonly executionId: string;
  /** `moved`, or `movable` in a dry run; `refused`, `not_paused`; `gone` when there is no such execution any more. */
  readonly outcome: "moved" | "movable" | "refused" | "not_paused" | "gone";
  readonly message: string | undefined;
  /** As JSON; undefined where nothing was judged. */
  readonly verdict: JsonMap | undefined;
}

/** So many executions are moved at the same time: enough to share commits, and few enough to let others through. */
const movedAtOnce = 8;

/**
 * Moves many executions, each for itself.
 *
 * @param executionIds of executions of the same workflow
 * @param migrate moves one of them
 * @returns what became of each, in order
 * @throws the database's error; those that have been moved by then stay so
 */
export async function migrateEach(
  executionIds: readonly string[],
  isDryRun: boolean,
  migrate: (executionId: string) => Promise<JsonMap>,
): Promise<MigrationOutcome[]> {
  const outcomes: MigrationOutcome[] = [];
  const open = [...executionIds.entries()].values();
  const work = async (): Promise<void> => {
    for (const [place, executionId] of open) outcomes[place] = await outcomeOf(executionId, isDryRun, migrate);
  };
  await Promise.all(Array.from({ length: movedAtOnce }, work));
  return outcomes;
}

async function outcomeOf(
  executionId: string,
  isDryRun: boolean,
  migrate: (executionId: string) => Promise<JsonMap>,
): Promise<MigrationOutcome> {
  try {
    const verdict = await migrate(executionId);
    const isAllowed = verdict["allowed"] === true;
    if (isDryRun) return { executionId, outcome: isAllowed ? "movable" : "refused", message: undefined, verdict };
    return { executionId, outcome: "moved", message: undefined, verdict };
  } catch (error) {
    if (error instanceof MigrationRefused) {
      const outcome = error.code === "INH-052" ? "not_paused" : "refused";
      return { executionId, outcome, message: error.message, verdict: error.verdict };
    }
    if (error instanceof NotFound || error instanceof Refused) {
      return { executionId, outcome: "gone", message: error.message, verdict: undefined };
    }
    throw error;
  }
}
