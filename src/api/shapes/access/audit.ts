import { z } from "zod";
import type { AuditRecord } from "../../../core/model/index.ts";
import { own, time, type Members } from "../members.ts";

export const auditShape = z.object({
  id: z.string(),
  created_at: z.string(),
  project_id: z.string(),
  user: z.string(),
  call: z.string().describe("its name in the policy, such as workflows:create"),
  method: z.string(),
  path: z.string().describe("the address as it was asked for, with its query"),
  target: z.string().nullable().describe("id or names of what was made or changed"),
  address: z.string().describe("where the connection came from"),
  user_agent: z.string().nullable(),
  request_id: z.string().describe("stands in the answer and in the service's log, too"),
  outcome: z.enum(["done", "refused", "failed"]),
  status: z.int().describe("of the answer"),
  reason: z.string().nullable().describe("the message of a refusal, without what was sent"),
});

export type AuditEntry = z.infer<typeof auditShape>;

export const auditMembers: Members<AuditRecord> = {
  id: own("id"),
  created_at: time("createdAt"),
  project_id: own("projectId"),
  user: own("userName"),
  call: own("call"),
  method: own("method"),
  path: own("path"),
  target: own("target"),
  address: own("address"),
  user_agent: own("userAgent"),
  request_id: own("requestId"),
  outcome: own("outcome"),
  status: own("status"),
  reason: own("reason"),
};
