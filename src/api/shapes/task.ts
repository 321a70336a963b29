import { z } from "zod";
import { isMap } from "../../core/base/index.ts";
import type { Json, JsonMap } from "../../core/base/index.ts";
import type { TaskRecord } from "../../core/model/index.ts";
import { pythonJson } from "../../library/index.ts";
import { made, own, show, texts, time, type Members } from "./members.ts";

export const taskShape = z.object({
  id: z.string(),
  name: z.string(),
  type: z.enum(["ACTION", "WORKFLOW"]),
  workflow_name: z.string(),
  workflow_namespace: z.string(),
  workflow_id: z.string(),
  workflow_execution_id: z.string(),
  tags: z.array(z.string()),
  state: z.enum(["IDLE", "RUNNING", "PAUSED", "WAITING", "DELAYED", "SUCCESS", "ERROR", "CANCELLED", "SKIPPED"]),
  state_info: z.string().nullable(),
  project_id: z.string(),
  runtime_context: z.string().describe("JSON: an object"),
  result: z.string().describe("JSON: any value").optional(),
  published: z.string().nullable().describe("JSON: an object"),
  published_global: z.string().describe("JSON: an object").optional(),
  processed: z.boolean(),
  created_at: z.string(),
  updated_at: z.string(),
  started_at: z.string().nullable(),
  finished_at: z.string().nullable(),
});

export type Task = z.infer<typeof taskShape>;

export const taskMembers: Members<TaskRecord> = {
  id: own("id"),
  name: own("name"),
  type: own("type"),
  workflow_name: own("workflowName"),
  workflow_namespace: own("workflowNamespace"),
  workflow_id: own("workflowId"),
  workflow_execution_id: own("executionId"),
  tags: texts("tags"),
  state: own("state"),
  state_info: own("stateInfo"),
  project_id: own("projectId"),
  runtime_context: made(["runtimeContext"], ({ runtimeContext }) => pythonJson(shownContext(runtimeContext))),
  // Made of other rows: only where one task is asked for.
  result: made([], () => undefined),
  published: made(["published"], ({ published }) => (published === null ? null : pythonJson(published))),
  published_global: made([], () => undefined),
  processed: own("processed"),
  created_at: time("createdAt"),
  updated_at: time("updatedAt"),
  started_at: time("startedAt"),
  finished_at: time("finishedAt"),
  reset: made([], () => undefined),
  env: made([], () => undefined),
};

/**
 * One task with its result.
 *
 * @param withGlobals whether the globals that it published are shown, if there are any
 */
export function taskResource(row: TaskRecord, result: Json, withGlobals: boolean): Record<string, Json> {
  const hasGlobals = withGlobals && Object.keys(row.publishedGlobal).length > 0;
  const members: Members<TaskRecord> = {
    ...taskMembers,
    result: made([], () => pythonJson(result)),
    published_global: made([], () => (hasGlobals ? pythonJson(row.publishedGlobal) : undefined)),
  };
  return show(members, row);
}

/** What Mistral would show: without the engine's own notes and counters. */
function shownContext({ engine: _engine, with_items: items, ...context }: JsonMap): JsonMap {
  if (!isMap(items)) return context;
  const { capacity = null, count = 0 } = items;
  return { ...context, with_items: { capacity, count } };
}
