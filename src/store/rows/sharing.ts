import type { CodeSourceRecord, DynamicActionRecord, MemberRecord } from "../../core/model/index.ts";
import { defineTable } from "./table.ts";

export const memberTable = defineTable<MemberRecord>("members", {
  id: "text",
  resourceId: "text",
  resourceType: "text",
  projectId: "text",
  memberId: "text",
  status: "text",
  createdAt: "integer",
  updatedAt: "integer?",
});

export const codeSourceTable = defineTable<CodeSourceRecord>("code_sources", {
  id: "text",
  name: "text",
  namespace: "text",
  projectId: "text",
  scope: "text",
  content: "text",
  version: "integer",
  createdAt: "integer",
  updatedAt: "integer?",
});

export const dynamicActionTable = defineTable<DynamicActionRecord>("dynamic_actions", {
  id: "text",
  name: "text",
  namespace: "text",
  projectId: "text",
  scope: "text",
  className: "text",
  codeSourceId: "text",
  codeSourceName: "text",
  createdAt: "integer",
  updatedAt: "integer?",
});
