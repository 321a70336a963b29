import { z } from "zod";
import type { ExecutionRecord } from "../../core/model/index.ts";
import { pythonJson } from "../../library/index.ts";
import { made, own, texts, time, type Members } from "./members.ts";

export const executionShape = z.object({
  id: z.string(),
  workflow_id: z.string(),
  workflow_name: z.string(),
  workflow_namespace: z.string(),
  description: z.string().nullable(),
  tags: z.array(z.string()),
  params: z.string().describe("JSON: an object").optional(),
  task_execution_id: z.string().nullable(),
  root_execution_id: z.string().nullable(),
  state: z.enum(["IDLE", "RUNNING", "PAUSED", "SUCCESS", "ERROR", "CANCELLED"]),
  state_info: z.string().nullable(),
  input: z.string().describe("JSON: an object").optional(),
  output: z.string().describe("JSON: an object").optional(),
  created_at: z.string(),
  updated_at: z.string(),
  project_id: z.string(),
  published_global: z.string().describe("JSON: an object").optional(),
  workflow_revision: z.int().optional(),
});

export type Execution = z.infer<typeof executionShape>;

export const executionMembers: Members<ExecutionRecord> = {
  id: own("id"),
  workflow_id: own("workflowId"),
  workflow_name: own("workflowName"),
  workflow_namespace: own("workflowNamespace"),
  description: own("description"),
  tags: texts("tags"),
  params: made(["params"], ({ params }) => pythonJson(params)),
  task_execution_id: own("parentTaskId"),
  root_execution_id: made(["rootId", "parentTaskId"], ({ rootId, parentTaskId }) =>
    parentTaskId === null ? null : rootId,
  ),
  // Known, but only said in requests.
  source_execution_id: made([], () => undefined),
  state: own("state"),
  state_info: own("stateInfo"),
  input: made(["input"], ({ input }) => pythonJson(input)),
  output: made(["output"], ({ output }) => pythonJson(output ?? {})),
  created_at: time("createdAt"),
  updated_at: time("updatedAt"),
  project_id: own("projectId"),
  published_global: made(["publishedGlobal"], ({ publishedGlobal }) => pythonJson(publishedGlobal)),
};

/** Members of one that GET shows: those of a list, and the revision that it reads. */
export const wholeExecutionMembers: Members<ExecutionRecord> = {
  ...executionMembers,
  workflow_revision: own("workflowRevision"),
};

/** The members that an answer without these has. */
export function executionKeys(...without: readonly string[]): readonly string[] {
  return Object.keys(executionMembers).filter((key) => !without.includes(key));
}
