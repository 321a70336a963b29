import type { CronTriggerRecord, EventTriggerRecord } from "../../core/model/index.ts";
import { defineTable } from "./table.ts";

export const cronTriggerTable = defineTable<CronTriggerRecord>("cron_triggers", {
  id: "text",
  name: "text",
  projectId: "text",
  scope: "text",
  workflowId: "text",
  workflowName: "text",
  workflowInput: "json",
  workflowParams: "json",
  pattern: "text",
  timeZone: "text?",
  remainingExecutions: "integer?",
  firstExecutionTime: "integer?",
  nextExecutionTime: "integer",
  createdAt: "integer",
  updatedAt: "integer?",
});

export const eventTriggerTable = defineTable<EventTriggerRecord>("event_triggers", {
  id: "text",
  name: "text",
  projectId: "text",
  scope: "text",
  workflowId: "text",
  workflowInput: "json",
  workflowParams: "json",
  exchange: "text",
  topic: "text",
  event: "text",
  filter: "text?",
  createdAt: "integer",
  updatedAt: "integer?",
});
