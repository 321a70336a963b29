import { z } from "zod";
import type { CronTriggerRecord } from "../../../core/model/index.ts";
import { pythonJson } from "../../../library/index.ts";
import { made, own, time, type Members } from "../members.ts";

export const cronTriggerShape = z.object({
  id: z.string(),
  name: z.string(),
  workflow_name: z.string(),
  workflow_id: z.string(),
  workflow_input: z.string().describe("JSON: an object"),
  workflow_params: z.string().describe("JSON: an object"),
  project_id: z.string(),
  scope: z.enum(["private", "public"]),
  pattern: z.string(),
  time_zone: z.string().optional(),
  remaining_executions: z.int().nullable(),
  first_execution_time: z.string().nullable(),
  next_execution_time: z.string(),
  created_at: z.string(),
  updated_at: z.string().nullable(),
});

export type CronTrigger = z.infer<typeof cronTriggerShape>;

export const cronTriggerMembers: Members<CronTriggerRecord> = {
  id: own("id"),
  name: own("name"),
  workflow_name: own("workflowName"),
  workflow_id: own("workflowId"),
  workflow_input: made(["workflowInput"], ({ workflowInput }) => pythonJson(workflowInput)),
  workflow_params: made(["workflowParams"], ({ workflowParams }) => pythonJson(workflowParams)),
  project_id: own("projectId"),
  scope: own("scope"),
  pattern: own("pattern"),
  time_zone: made(["timeZone"], ({ timeZone }) => timeZone ?? undefined),
  remaining_executions: own("remainingExecutions"),
  first_execution_time: time("firstExecutionTime"),
  next_execution_time: time("nextExecutionTime"),
  created_at: time("createdAt"),
  updated_at: time("updatedAt"),
};
