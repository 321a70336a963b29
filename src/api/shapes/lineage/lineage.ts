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

const byLevel = z.record(z.string(), z.string());

export const verdictShape = z.object({
  against: z.string().describe("the name of the other one"),
  against_revision: z.int(),
  level: z.string().describe("the strongest level that is shown"),
  tier: z.int().describe("0: by the call alone, 1: by the edits, 2: by the states of both"),
  assumptions: z.array(z.string()).describe("what is taken for granted: A1, A2, A3"),
  refuted: byLevel.describe("by level why it does not hold"),
  traces: z.record(z.string(), z.unknown()).optional().describe("by level the run that only one of the two can take"),
  undecided: z.array(z.string()),
  reasons: byLevel.optional().describe("by level why it is undecided"),
});
