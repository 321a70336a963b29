import { z } from "zod";
import type { ActionRecord, ExecutionRecord, TaskRecord } from "../../core/model/index.ts";
import { made, own, time, type Members } from "./members.ts";

const entry = {
  id: z.string(),
  name: z.string(),
  created_at: z.string(),
  updated_at: z.string(),
  state: z.string(),
  state_info: z.string().nullable(),
};

const actionEntry = z.object({ accepted: z.boolean(), last_heartbeat: z.string(), ...entry });

/** A workflow in a report; its tasks hold entries of sub-workflows of the same kind. */
const workflowEntry = z.object({
  ...entry,
  task_executions: z
    .array(
      z.object({
        action_executions: z.array(actionEntry),
        workflow_executions: z.array(z.unknown()),
        retry_count: z.int().optional(),
        ...entry,
      }),
    )
    .optional(),
});

export const reportShape = z.object({
  statistics: z.object({
    total_tasks_count: z.int(),
    running_tasks_count: z.int(),
    success_tasks_count: z.int(),
    error_tasks_count: z.int(),
    idle_tasks_count: z.int(),
    paused_tasks_count: z.int(),
    estimated_time: z.int().describe("seconds that a running one will still take; -1 when nobody knows"),
  }),
  root_workflow_execution: workflowEntry.optional(),
});

export type Report = z.infer<typeof reportShape>;

export const workflowEntryMembers: Members<ExecutionRecord> = {
  id: own("id"),
  name: own("workflowName"),
  created_at: time("createdAt"),
  updated_at: time("updatedAt"),
  state: own("state"),
  state_info: own("stateInfo"),
};

export const taskEntryMembers: Members<TaskRecord> = {
  id: own("id"),
  name: own("name"),
  created_at: time("createdAt"),
  updated_at: time("updatedAt"),
  state: own("state"),
  state_info: own("stateInfo"),
};

export const actionEntryMembers: Members<ActionRecord> = {
  accepted: own("accepted"),
  last_heartbeat: made(["updatedAt"], (row) => time<ActionRecord, "updatedAt">("updatedAt").show(row)),
  id: own("id"),
  name: own("name"),
  created_at: time("createdAt"),
  updated_at: time("updatedAt"),
  state: own("state"),
  state_info: own("stateInfo"),
};
