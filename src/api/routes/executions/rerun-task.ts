import { z } from "zod";
import type { TaskRecord } from "../../../core/model/index.ts";
import type { Runtime } from "../../../runtime/index.ts";
import { badRequest } from "../../http/fault.ts";
import type { AttributeKinds, Attributes } from "../../input/body.ts";

/** The members of a task in a request, as Mistral knows them. */
export const taskAttributes = {
  id: "text",
  name: "text",
  type: "text",
  workflow_name: "text",
  workflow_namespace: "text",
  workflow_id: "text",
  workflow_execution_id: "text",
  tags: "texts",
  state: "text",
  state_info: "text",
  project_id: "readonly",
  runtime_context: "json",
  result: "text",
  published: "json",
  published_global: "json",
  processed: "boolean",
  created_at: "text",
  updated_at: "text",
  started_at: "text",
  finished_at: "text",
  reset: "boolean",
  env: "json",
} as const satisfies AttributeKinds;

/** The same for the description of the interface: what has an effect. */
export const taskBody = z.object({
  state: z.enum(["RUNNING", "SKIPPED"]),
  reset: z.boolean().optional().describe("false runs only what failed of a with-items task; must be said for RUNNING"),
  env: z.union([z.record(z.string(), z.unknown()), z.string()]).optional(),
  name: z.string().optional().describe("checked when given"),
  workflow_name: z.string().optional().describe("checked when given"),
});

/**
 * Carries out the PUT of a task: runs it again or, as newer versions of Mistral, skips it when `reset` is not said.
 *
 * @throws Fault 400 in the order in which Mistral checks
 */
export async function rerunTask(
  runtime: Runtime,
  task: TaskRecord,
  given: Attributes<typeof taskAttributes>,
): Promise<void> {
  if (given.name && given.name !== task.name) throw badRequest("Task name does not match.");
  if (given.workflow_name && given.workflow_name !== task.workflowName) {
    throw badRequest("Workflow name does not match.");
  }
  const isSkip = given.state === "SKIPPED" && given.reset === undefined;
  if (given.state !== "RUNNING" && !isSkip) {
    throw badRequest("Invalid task state. Only updating task to rerun is supported.");
  }
  if (task.state !== "ERROR") {
    throw badRequest(
      "The current task execution must be in ERROR for rerun. Only updating task to rerun is supported.",
    );
  }
  const { id: taskId, executionId } = task;
  if (isSkip) {
    await runtime.tell(executionId, { type: "skipRequested", taskId });
    return;
  }
  const env = given.env && Object.keys(given.env).length > 0 ? given.env : null;
  await runtime.tell(executionId, { type: "rerunRequested", taskId, reset: given.reset ?? false, env });
}
