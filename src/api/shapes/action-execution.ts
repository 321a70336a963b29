import { z } from "zod";
import type { Json } from "../../core/base/index.ts";
import type { ActionRecord } from "../../core/model/index.ts";
import { pythonJson } from "../../library/index.ts";
import { masked } from "./masked.ts";
import { made, own, show, texts, time, type Members } from "./members.ts";

export const actionExecutionShape = z.object({
  id: z.string().nullable(),
  workflow_name: z.string().nullable(),
  workflow_namespace: z.string(),
  task_name: z.string().nullable().optional(),
  task_execution_id: z.string().nullable(),
  state: z.enum(["IDLE", "RUNNING", "PAUSED", "SUCCESS", "ERROR", "CANCELLED"]),
  state_info: z.string().nullable(),
  tags: z.array(z.string()).nullable(),
  name: z.string(),
  description: z.string().nullable(),
  project_id: z.string().nullable(),
  accepted: z.boolean().nullable(),
  input: z.string().describe("JSON: an object; passwords, tokens and what auth says are shown as ***"),
  output: z.string().nullable().describe("JSON: an object").optional(),
  created_at: z.string().nullable(),
  updated_at: z.string().nullable(),
});

export type ActionExecution = z.infer<typeof actionExecutionShape>;

export const actionExecutionMembers: Members<ActionRecord> = {
  id: own("id"),
  workflow_name: own("workflowName"),
  workflow_namespace: own("workflowNamespace"),
  task_name: own("taskName"),
  task_execution_id: own("taskId"),
  state: own("state"),
  state_info: own("stateInfo"),
  tags: texts("tags"),
  name: own("name"),
  description: own("description"),
  project_id: own("projectId"),
  accepted: own("accepted"),
  input: made(["input"], ({ input }) => pythonJson(masked(input))),
  output: made(["output"], ({ output }) => (output === null ? null : pythonJson(output))),
  created_at: time("createdAt"),
  updated_at: time("updatedAt"),
  // Known, but only said in requests.
  params: made([], () => undefined),
};

/** The members that an answer without these has. */
export function actionExecutionKeys(...without: readonly string[]): readonly string[] {
  return Object.keys(actionExecutionMembers).filter((key) => !without.includes(key));
}

/** One that was run for its result alone: nothing of it is stored (REST reference, section 4). */
export function unsavedActionExecution(row: ActionRecord): Record<string, Json> {
  return {
    ...show(actionExecutionMembers, row, actionExecutionKeys("task_name")),
    id: null,
    workflow_name: null,
    tags: null,
    description: null,
    project_id: null,
    accepted: null,
    created_at: null,
    updated_at: null,
  };
}

/** One that was just stored, and by now may have been run. */
export function newActionExecution(row: ActionRecord): Record<string, Json> {
  return { ...show(actionExecutionMembers, row, actionExecutionKeys("task_name")), updated_at: null };
}
