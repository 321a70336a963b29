import { z } from "zod";
import type { Json, JsonMap } from "../../../core/base/index.ts";
import type { MigrationRecord, RevisionRecord } from "../../../core/model/index.ts";
import type { MigrationOutcome } from "../../../runtime/index.ts";
import { timeText } from "../time.ts";

const objection = z.object({
  code: z
    .string()
    .describe(
      "task-gone, task-changed, not-passed, join-inbound, start-tasks, target, type, input, data, vars, abstract",
    ),
  message: z.string(),
});

const verdict = z.object({
  allowed: z.boolean(),
  tasks: z.array(
    z.object({
      name: z.string(),
      standing: z.enum(["kept", "passed", "skipped", "dropped", "ahead", "refused"]),
      objections: z.array(objection).optional(),
    }),
  ),
  objections: z.array(objection).describe("what speaks against it beside single tasks"),
  skipped: z.array(z.string()).describe("new tasks that were passed and will not run"),
  dropped: z.array(z.string()).describe("tasks that have run and are not there any more"),
  added_input: z.array(z.string()).describe("new inputs, which take their defaults"),
  removed_input: z.array(z.string()).describe("inputs that are declared no more"),
  added_vars: z.array(z.string()).describe("new variables, which are evaluated now"),
  kept_vars: z.array(z.string()).describe("variables that are declared otherwise and keep their value"),
});

const side = z.object({ workflow_id: z.string(), revision: z.int() });

export const migrationShape = z.object({
  id: z.string(),
  execution_id: z.string(),
  root_execution_id: z.string(),
  project_id: z.string(),
  user: z.string(),
  from: side,
  to: side,
  verdict,
  created_at: z.string(),
});

export type ExecutionMigration = z.infer<typeof migrationShape>;

/** The answer to the move of one execution. */
export const migratedShape = z.object({
  execution_id: z.string(),
  dry_run: z.boolean(),
  from: side,
  to: side.extend({ workflow_name: z.string() }),
  verdict,
});

export type MigratedExecution = z.infer<typeof migratedShape>;

/** The answer to the move of many, or of some of them. */
export const migratedManyShape = z.object({
  dry_run: z.boolean(),
  to: side.extend({ workflow_name: z.string() }),
  total: z.int().describe("executions that the filters leave from the marker on, those of this answer included"),
  counts: z.object({
    moved: z.int(),
    movable: z.int(),
    refused: z.int(),
    not_paused: z.int(),
    gone: z.int(),
  }),
  executions: z.array(
    z.object({
      id: z.string(),
      outcome: z.enum(["moved", "movable", "refused", "not_paused", "gone"]),
      message: z.string().nullable(),
      verdict: verdict.optional(),
    }),
  ),
  next: z.string().nullable().describe("the marker for the next call; null when all have been dealt with"),
});

export type MigratedExecutions = z.infer<typeof migratedManyShape>;

export function migrationResource(record: MigrationRecord): JsonMap {
  return {
    id: record.id,
    execution_id: record.executionId,
    root_execution_id: record.rootId,
    project_id: record.projectId,
    user: record.userName,
    from: { workflow_id: record.fromWorkflowId, revision: record.fromRevision },
    to: { workflow_id: record.toWorkflowId, revision: record.toRevision },
    verdict: record.verdict,
    created_at: timeText(record.createdAt),
  };
}

export function targetResource({ workflowId, name, revision }: RevisionRecord): JsonMap {
  return { workflow_id: workflowId, workflow_name: name, revision };
}

/** @param isWhole whether the verdict is shown of those, too, that were or can be moved */
export function outcomeResource(outcome: MigrationOutcome, isWhole: boolean): JsonMap {
  const { executionId, outcome: what, message, verdict: told } = outcome;
  const isShown = told !== undefined && (isWhole || what === "refused");
  return { id: executionId, outcome: what, message: message ?? null, ...(isShown ? { verdict: told } : {}) };
}

/** How many executions came to what. */
export function countsOf(outcomes: readonly MigrationOutcome[]): Record<string, Json> {
  const count = (what: MigrationOutcome["outcome"]) => outcomes.filter(({ outcome }) => outcome === what).length;
  return {
    moved: count("moved"),
    movable: count("movable"),
    refused: count("refused"),
    not_paused: count("not_paused"),
    gone: count("gone"),
  };
}
