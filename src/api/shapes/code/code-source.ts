import { z } from "zod";
import type { CodeSourceRecord } from "../../../core/model/index.ts";
import { own, time, type Members } from "../members.ts";

export const codeSourceShape = z.object({
  id: z.string(),
  name: z.string(),
  namespace: z.string(),
  content: z.string(),
  version: z.int(),
  project_id: z.string(),
  scope: z.enum(["private", "public"]),
  created_at: z.string(),
  updated_at: z.string().nullable(),
});

export type CodeSource = z.infer<typeof codeSourceShape>;

export const codeSourceMembers: Members<CodeSourceRecord> = {
  id: own("id"),
  name: own("name"),
  namespace: own("namespace"),
  content: own("content"),
  version: own("version"),
  project_id: own("projectId"),
  scope: own("scope"),
  created_at: time("createdAt"),
  updated_at: time("updatedAt"),
};
