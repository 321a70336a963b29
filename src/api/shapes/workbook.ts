import { z } from "zod";
import type { Json } from "../../core/base/index.ts";
import type { WorkbookRecord } from "../../core/model/index.ts";
import { own, show, texts, time, type Members } from "./members.ts";

export const workbookShape = z.object({
  id: z.string(),
  name: z.string(),
  namespace: z.string(),
  definition: z.string(),
  tags: z.array(z.string()),
  scope: z.enum(["private", "public"]),
  project_id: z.string(),
  created_at: z.string(),
  updated_at: z.string().nullable(),
});

export type Workbook = z.infer<typeof workbookShape>;

export const workbookMembers: Members<WorkbookRecord> = {
  id: own("id"),
  name: own("name"),
  namespace: own("namespace"),
  definition: own("definition"),
  tags: texts("tags"),
  scope: own("scope"),
  project_id: own("projectId"),
  created_at: time("createdAt"),
  updated_at: time("updatedAt"),
};

/** A workbook as POST shows it: without `updated_at`. */
export function newWorkbook(row: WorkbookRecord): Record<string, Json> {
  const { updated_at: _updated, ...resource } = show(workbookMembers, row);
  return resource;
}
