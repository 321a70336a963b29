import { z } from "zod";
import type { AttributeKinds } from "../../input/body.ts";

/** The members of an execution in a request, as Mistral knows them. */
export const executionAttributes = {
  id: "text",
  workflow_id: "text",
  workflow_name: "text",
  workflow_namespace: "text",
  description: "text",
  tags: "texts",
  params: "json",
  task_execution_id: "text",
  root_execution_id: "text",
  source_execution_id: "text",
  state: "text",
  state_info: "text",
  input: "json",
  output: "json",
  created_at: "text",
  updated_at: "text",
  project_id: "readonly",
  published_global: "json",
} as const satisfies AttributeKinds;

const object = z.union([z.record(z.string(), z.unknown()), z.string()]).describe("an object, or JSON text of one");

/** The same for the description of the interface: what has an effect. */
export const executionBody = z.object({
  id: z.string().optional().describe("an id of the client's choice; a known one starts nothing"),
  workflow_id: z.string().optional(),
  workflow_name: z.string().optional(),
  workflow_namespace: z.string().optional(),
  input: object.optional(),
  params: object.optional(),
  description: z.string().optional(),
  source_execution_id: z.string().optional(),
  state: z.enum(["RUNNING", "PAUSED", "SUCCESS", "ERROR", "CANCELLED"]).optional(),
  state_info: z.string().optional(),
});
