import { z } from "zod";
import type { EventTriggerRecord } from "../../../core/model/index.ts";
import { pythonJson } from "../../../library/index.ts";
import { made, own, time, type Members } from "../members.ts";

export const eventTriggerShape = z.object({
  id: z.string(),
  created_at: z.string(),
  updated_at: z.string().nullable(),
  project_id: z.string(),
  name: z.string(),
  workflow_id: z.string(),
  workflow_input: z.string().describe("JSON: an object"),
  workflow_params: z.string().describe("JSON: an object"),
  exchange: z.string(),
  topic: z.string(),
  event: z.string(),
  filter: z.string().optional(),
  scope: z.enum(["private", "public"]),
});

export type EventTrigger = z.infer<typeof eventTriggerShape>;

export const eventTriggerMembers: Members<EventTriggerRecord> = {
  id: own("id"),
  created_at: time("createdAt"),
  updated_at: time("updatedAt"),
  project_id: own("projectId"),
  name: own("name"),
  workflow_id: own("workflowId"),
  workflow_input: made(["workflowInput"], ({ workflowInput }) => pythonJson(workflowInput)),
  workflow_params: made(["workflowParams"], ({ workflowParams }) => pythonJson(workflowParams)),
  exchange: own("exchange"),
  topic: own("topic"),
  event: own("event"),
  filter: made(["filter"], ({ filter }) => filter ?? undefined),
  scope: own("scope"),
};
