import { z } from "zod";
import { isList, isMap } from "../../core/base/index.ts";
import type { Json, JsonMap } from "../../core/base/index.ts";
import type { ExecutionRecord, TaskRecord } from "../../core/model/index.ts";
import { made, own, type Members } from "./members.ts";
import { executionShape } from "./execution.ts";
import { taskShape } from "./task.ts";

/** An execution as a live view follows it: no texts that may be large, times in milliseconds since 1970-01-01T00:00:00Z. */
export const liveExecutionShape = executionShape
  .pick({
    id: true,
    workflow_id: true,
    workflow_name: true,
    workflow_namespace: true,
    description: true,
    tags: true,
    task_execution_id: true,
    state: true,
    state_info: true,
  })
  .extend({
    workflow_revision: z.int(),
    root_id: z.string().describe("the top of the tree; a root names itself"),
    parent_execution_id: z.string().nullable(),
    index: z.int().describe("place among the items of the parent's with-items, from 0"),
    created_ms: z.number(),
    updated_ms: z.number(),
    finished_ms: z.number().nullable(),
  });

export type LiveExecution = z.infer<typeof liveExecutionShape>;

/** The same of a task, with what a graph shows of it. */
export const liveTaskShape = taskShape
  .pick({ id: true, name: true, type: true, workflow_execution_id: true, state: true, state_info: true })
  .extend({
    created_ms: z.number(),
    started_ms: z.number().nullable(),
    finished_ms: z.number().nullable(),
    ordinal: z.int().describe("order of creation within the execution, from 1"),
    next: z.array(z.object({ name: z.string(), event: z.string() })).describe("the transitions that it took"),
    triggered_by: z.array(z.object({ task_id: z.string(), event: z.string() })),
    retries: z.int().describe("how often its retry policy has run it again"),
    items: z
      .object({ count: z.int(), running: z.int(), finished: z.int(), failed: z.int() })
      .nullable()
      .describe("how far its with-items has come"),
  });

export type LiveTask = z.infer<typeof liveTaskShape>;

export const liveExecutionMembers: Members<ExecutionRecord> = {
  id: own("id"),
  workflow_id: own("workflowId"),
  workflow_name: own("workflowName"),
  workflow_namespace: own("workflowNamespace"),
  workflow_revision: own("workflowRevision"),
  description: own("description"),
  tags: made(["tags"], ({ tags }) => tags),
  task_execution_id: own("parentTaskId"),
  parent_execution_id: own("parentExecutionId"),
  root_id: own("rootId"),
  index: own("index"),
  state: own("state"),
  state_info: own("stateInfo"),
  created_ms: own("createdAt"),
  updated_ms: own("updatedAt"),
  finished_ms: own("finishedAt"),
};

export const liveTaskMembers: Members<TaskRecord> = {
  id: own("id"),
  name: own("name"),
  type: own("type"),
  workflow_execution_id: own("executionId"),
  state: own("state"),
  state_info: own("stateInfo"),
  created_ms: own("createdAt"),
  started_ms: own("startedAt"),
  finished_ms: own("finishedAt"),
  ordinal: own("ordinal"),
  next: made(["next"], ({ next }) => next.map(({ name, event }) => ({ name, event }))),
  triggered_by: made(["runtimeContext"], ({ runtimeContext }) => listIn(runtimeContext, "triggered_by")),
  retries: made(["runtimeContext"], ({ runtimeContext }) => retriesIn(runtimeContext)),
  items: made(["runtimeContext"], ({ runtimeContext }) => itemsIn(runtimeContext)),
};

function listIn(context: JsonMap, key: string): Json {
  const value = context[key];
  return value !== undefined && isList(value) ? value : [];
}

function retriesIn({ retry_task_policy: notes = null }: JsonMap): number {
  return isMap(notes) ? numberIn(notes, "retry_no") : 0;
}

function itemsIn({ with_items: items = null }: JsonMap): Json {
  if (!isMap(items)) return null;
  const [count, running, finished, failed] = ["count", "running", "finished", "failed"].map((key) =>
    numberIn(items, key),
  );
  return { count: count ?? 0, running: running ?? 0, finished: finished ?? 0, failed: failed ?? 0 };
}

function numberIn(map: JsonMap, key: string): number {
  const value = map[key];
  return typeof value === "number" ? value : 0;
}
