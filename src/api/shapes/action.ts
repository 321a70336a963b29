import { z } from "zod";
import type { Json } from "../../core/base/index.ts";
import type { ActionDefinitionRecord } from "../../core/model/index.ts";
import { argumentsSignature, type ActionManual, type FoundAction } from "../../library/index.ts";
import { made, own, show, texts, time, type Members } from "./members.ts";

export const actionShape = z.object({
  id: z.string(),
  name: z.string(),
  is_system: z.boolean().describe("always false, as in Mistral"),
  input: z.string().nullable(),
  description: z.string().nullable(),
  tags: z.array(z.string()).nullable(),
  definition: z.string(),
  scope: z.string().nullable(),
  project_id: z.string().nullable(),
  created_at: z.string(),
  updated_at: z.string().nullable(),
  namespace: z.string(),
});

export type Action = z.infer<typeof actionShape>;

const adhocMembers: Members<ActionDefinitionRecord> = {
  id: own("id"),
  name: own("name"),
  is_system: made([], () => false),
  input: own("input"),
  description: own("description"),
  tags: texts("tags"),
  definition: own("definition"),
  scope: own("scope"),
  project_id: own("projectId"),
  created_at: time("createdAt"),
  updated_at: time("updatedAt"),
  namespace: own("namespace"),
};

/** An action as GET shows it. */
export function actionResource(found: FoundAction): Record<string, Json> {
  return found.type === "adhoc" ? show(adhocMembers, found.row) : systemAction(found.manual);
}

/** An ad-hoc action as POST and PUT show it: `input` is null where there is none, and POST leaves `updated_at` out. */
export function writtenAction(row: ActionDefinitionRecord, isNew: boolean): Record<string, Json> {
  const { updated_at: updatedAt = null, namespace = "", ...resource } = show(adhocMembers, row);
  const written = { ...resource, input: row.input === "" ? null : row.input };
  return isNew ? { ...written, namespace } : { ...written, updated_at: updatedAt, namespace };
}

function systemAction({ name, description, parameters }: ActionManual): Record<string, Json> {
  return {
    id: name,
    name,
    is_system: false,
    input: argumentsSignature(parameters),
    description,
    tags: null,
    definition: "",
    scope: null,
    project_id: null,
    created_at: "",
    updated_at: "",
    namespace: "",
  };
}
