import { z } from "zod";
import { interfaceOf, pythonJson, workflowSignature } from "../../library/index.ts";
import type { Json } from "../../core/base/index.ts";
import type { WorkflowRecord } from "../../core/model/index.ts";
import { made, own, show, texts, time, type Members } from "./members.ts";

/** A parent of a workflow, as its child shows it. */
const parentShape = z.object({
  id: z.string(),
  name: z.string(),
  namespace: z.string(),
  revision: z.int(),
  mode: z.enum(["FOLLOW", "LOCKED"]),
});

export const workflowShape = z.object({
  id: z.string(),
  name: z.string(),
  namespace: z.string(),
  input: z.string().describe('the inputs as one line: who, greeting="Hello"'),
  interface: z.string().describe("JSON: the inputs as written and the names of the output's keys"),
  definition: z.string().describe("the author's text"),
  tags: z.array(z.string()),
  scope: z.enum(["private", "public"]),
  project_id: z.string(),
  created_at: z.string(),
  updated_at: z.string().nullable(),
  revision: z.int(),
  extends: z.array(parentShape),
  abstract: z.boolean(),
  abstract_tasks: z.array(z.string()),
  final: z.boolean(),
  final_tasks: z.array(z.string()),
  conforms: z.string().nullable(),
  conformance: z.unknown(),
  inheritance_state: z.enum(["NONE", "CURRENT", "BEHIND", "STALE", "DETACHED"]),
  inheritance_error: z.unknown(),
});

export type Workflow = z.infer<typeof workflowShape>;

/** Mistral's members, which every answer has. */
export const workflowMembers: Members<WorkflowRecord> = {
  id: own("id"),
  name: own("name"),
  namespace: own("namespace"),
  input: made(["spec"], ({ spec }) => workflowSignature(spec)),
  interface: made(["spec"], ({ spec }) => pythonJson(interfaceJson(spec))),
  definition: own("definition"),
  tags: texts("tags"),
  scope: own("scope"),
  project_id: own("projectId"),
  created_at: time("createdAt"),
  updated_at: time("updatedAt"),
};

/** What inheritance adds (design, section 13). */
const inheritanceMembers: Members<WorkflowRecord> = {
  revision: own("revision"),
  extends: made(["parents"], ({ parents }) =>
    parents.map((parent) => ({
      id: parent.parentId,
      name: parent.parentName,
      namespace: parent.parentNamespace,
      revision: parent.parentRevision,
      mode: parent.mode,
    })),
  ),
  abstract: own("isAbstract"),
  abstract_tasks: texts("abstractTasks"),
  final: own("isFinal"),
  final_tasks: texts("finalTasks"),
  conforms: own("conforms"),
};

/** The members that a list may be asked for. */
export const listedWorkflowMembers: Members<WorkflowRecord> = {
  ...workflowMembers,
  ...inheritanceMembers,
  inheritance_state: own("inheritanceState"),
  inheritance_error: made(["inheritanceError"], ({ inheritanceError }) => inheritanceError),
};

/**
 * A workflow as GET of one shows it.
 *
 * @param conformance the verdict stored with its revision
 */
export function workflowResource(row: WorkflowRecord, conformance: Json): Record<string, Json> {
  return {
    ...show(workflowMembers, row),
    ...show(inheritanceMembers, row),
    conformance,
    inheritance_state: row.inheritanceState,
    inheritance_error: row.inheritanceError,
  };
}

/**
 * A workflow as POST and PUT show it: `interface` is an object there, and `updated_at` is missing after POST (REST reference,
 * section 1).
 */
export function writtenWorkflow(row: WorkflowRecord, isNew: boolean): Record<string, Json> {
  const { updated_at: updatedAt = null, ...resource } = show(workflowMembers, row);
  const written = { ...resource, interface: interfaceJson(row.spec) };
  return isNew ? written : { ...written, updated_at: updatedAt };
}

function interfaceJson(spec: WorkflowRecord["spec"]): Json {
  const { input, output } = interfaceOf(spec);
  return { input, output };
}
