import { z } from "zod";
import type { Json } from "../../../core/base/index.ts";
import type { QuotaLimits } from "../../../library/index.ts";

const figures = z.object({
  definitions: z
    .int()
    .describe("workflows, workbooks, actions, environments, code sources and dynamic actions together"),
  running_executions: z.int().describe("executions that are not over, without sub-workflows"),
  stored_bytes: z.int().describe("may be a minute old"),
});

export const quotaShape = z.object({
  project_id: z.string(),
  limits: figures.describe("-1 where there is no limit"),
  usage: figures,
});

export type Quota = z.infer<typeof quotaShape>;

/** What a project may have and has, as a resource. */
export function quotaResource(project: string, limits: QuotaLimits, usage: QuotaLimits): Record<string, Json> {
  return { project_id: project, limits: figuresOf(limits), usage: figuresOf(usage) };
}

function figuresOf({ definitions, runningExecutions, storedBytes }: QuotaLimits): Record<string, Json> {
  return { definitions, running_executions: runningExecutions, stored_bytes: storedBytes };
}
