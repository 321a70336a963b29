import { z } from "zod";

/** What inheritance tells of workflows, for the description of the interface (design, section 13). */
const summary = {
  workflow_id: z.string(),
  revision: z.int(),
  name: z.string(),
  namespace: z.string(),
  scope: z.enum(["private", "public"]),
  abstract: z.boolean(),
  abstract_tasks: z.array(z.string()),
  final: z.boolean(),
  final_tasks: z.array(z.string()),
  conforms: z.string().nullable(),
  conformance: z.unknown(),
  spec_checksum: z.string(),
  cause: z.unknown().describe("null for the author's write, else the revision of another workflow that it follows"),
  created_at: z.string(),
  created_by: z.string(),
};

export const revisionSummaryShape = z.object(summary);

export const revisionShape = z.object({
  ...summary,
  definition: z.string(),
  own_spec: z.record(z.string(), z.unknown()).describe("as the author wrote it"),
  spec: z.record(z.string(), z.unknown()).describe("the complete form that is run"),
});

export const relativeShape = z.object({
  id: z.string(),
  name: z.string(),
  namespace: z.string(),
  revision: z.int(),
  depth: z.int().describe("generations between them, from 1"),
  mode: z.enum(["FOLLOW", "LOCKED"]),
  state: z.string().describe("CURRENT, BEHIND, STALE, DETACHED or NONE"),
});

export const diffShape = z.record(z.string(), z.unknown()).describe("what is added, removed and changed, by place");

export const verdictShape = z
  .record(z.string(), z.unknown())
  .describe("which levels of conformance are shown, refuted or undecided, with the reasons");
