import { z } from "zod";
import type { MemberRecord } from "../../core/model/index.ts";
import { own, time, type Members } from "./members.ts";

export const memberShape = z.object({
  id: z.string(),
  resource_id: z.string(),
  resource_type: z.literal("workflow"),
  project_id: z.string().describe("the project that shares"),
  member_id: z.string().describe("the project that it is shared with"),
  status: z.enum(["pending", "accepted", "rejected"]),
  created_at: z.string(),
  updated_at: z.string().nullable(),
});

export type Member = z.infer<typeof memberShape>;

export const memberMembers: Members<MemberRecord> = {
  id: own("id"),
  resource_id: own("resourceId"),
  resource_type: own("resourceType"),
  project_id: own("projectId"),
  member_id: own("memberId"),
  status: own("status"),
  created_at: time("createdAt"),
  updated_at: time("updatedAt"),
};
