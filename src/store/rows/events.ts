import type { EventRecord, NotificationRecord } from "../../core/model/index.ts";
import { defineTable } from "./table.ts";

export const eventTable = defineTable<EventRecord>("events", {
  id: "text",
  exchange: "text",
  topic: "text",
  type: "text",
  projectId: "text?",
  reach: "text",
  data: "json",
  createdAt: "integer",
  dueAt: "integer",
  handledAt: "integer?",
});

export const notificationTable = defineTable<NotificationRecord>("notifications", {
  id: "text",
  executionId: "text",
  projectId: "text",
  event: "text",
  listener: "json",
  body: "json",
  attempts: "integer",
  dueAt: "integer",
  createdAt: "integer",
});
