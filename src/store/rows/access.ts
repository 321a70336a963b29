import type { AuditRecord, QuotaRecord } from "../../core/model/index.ts";
import { defineTable } from "./table.ts";

export const auditTable = defineTable<AuditRecord>("audit_log", {
  id: "text",
  createdAt: "integer",
  projectId: "text",
  userName: "text",
  call: "text",
  method: "text",
  path: "text",
  target: "text?",
  address: "text",
  userAgent: "text?",
  requestId: "text",
  outcome: "text",
  status: "integer",
  reason: "text?",
});

export const quotaTable = defineTable<QuotaRecord>("quotas", {
  id: "text",
  definitions: "integer?",
  runningExecutions: "integer?",
  storedBytes: "integer?",
  createdAt: "integer",
  updatedAt: "integer?",
});
