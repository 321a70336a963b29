import { z } from "zod";
import type { DynamicActionRecord } from "../../../core/model/index.ts";
import { own, time, type Members } from "../members.ts";

export const dynamicActionShape = z.object({
  id: z.string(),
  name: z.string(),
  namespace: z.string(),
  code_source_id: z.string(),
  code_source_name: z.string(),
  class_name: z.string(),
  project_id: z.string(),
  scope: z.enum(["private", "public"]),
  created_at: z.string(),
  updated_at: z.string().nullable(),
});

export type DynamicAction = z.infer<typeof dynamicActionShape>;

export const dynamicActionMembers: Members<DynamicActionRecord> = {
  id: own("id"),
  name: own("name"),
  namespace: own("namespace"),
  code_source_id: own("codeSourceId"),
  code_source_name: own("codeSourceName"),
  class_name: own("className"),
  project_id: own("projectId"),
  scope: own("scope"),
  created_at: time("createdAt"),
  updated_at: time("updatedAt"),
};
