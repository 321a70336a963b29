import { z } from "zod";
import type { Json } from "../../core/base/index.ts";
import type { EnvironmentRecord } from "../../core/model/index.ts";
import { pythonJson } from "../../library/index.ts";
import { made, own, show, time, type Members } from "./members.ts";

export const environmentShape = z.object({
  id: z.string(),
  name: z.string().nullable(),
  description: z.string().nullable(),
  variables: z.string().describe("JSON: an object"),
  scope: z.enum(["private", "public"]),
  project_id: z.string(),
  created_at: z.string(),
  updated_at: z.string().nullable(),
});

export type Environment = z.infer<typeof environmentShape>;

export const environmentMembers: Members<EnvironmentRecord> = {
  id: own("id"),
  // One may be created without a name; it is then shown without one.
  name: { ...own<EnvironmentRecord, "name">("name"), show: ({ name }) => (name === "" ? null : name) },
  description: own("description"),
  variables: made(["variables"], ({ variables }) => pythonJson(variables)),
  scope: own("scope"),
  project_id: own("projectId"),
  created_at: time("createdAt"),
  updated_at: time("updatedAt"),
};

/**
 * An environment as POST shows it: without `updated_at`, and without what the client did not say.
 *
 * @param given the names of the members that the client sent
 */
export function newEnvironment(row: EnvironmentRecord, given: readonly string[]): Record<string, Json> {
  const absent = new Set(["name", "description", "variables"].filter((key) => !given.includes(key)));
  const keys = Object.keys(environmentMembers).filter((key) => key !== "updated_at" && !absent.has(key));
  return show(environmentMembers, row, keys);
}
