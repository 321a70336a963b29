import { z } from "zod";
import type { Json } from "../../core/base/index.ts";
import type { WorkerTask } from "../../runtime/index.ts";

/** An action that a worker is to do. */
export const workerTaskShape = z.object({
  id: z
    .string()
    .describe("of the action execution; the same when it is given out again, so it serves as idempotency key"),
  name: z.string().describe("of the action"),
  input: z.record(z.string(), z.unknown()).describe("with its secrets"),
  workflow_name: z.string().nullable(),
  workflow_execution_id: z.string().nullable(),
  task_execution_id: z.string().nullable(),
  task_name: z.string().nullable(),
  created_at: z.string(),
});

export type WorkerAction = z.infer<typeof workerTaskShape>;

export const workerShape = z.object({
  id: z.string(),
  lease_seconds: z.number().describe("how long the worker may be silent before its actions count as lost"),
});

export type WorkerLease = z.infer<typeof workerShape>;

/** An action as a worker sees it. */
export function workerTaskResource({ action, input }: WorkerTask, createdAt: string): Record<string, Json> {
  return {
    id: action.id,
    name: action.run.action,
    input,
    workflow_name: action.workflowName,
    workflow_execution_id: action.executionId,
    task_execution_id: action.taskId,
    task_name: action.taskName,
    created_at: createdAt,
  };
}
