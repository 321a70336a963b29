import { isMap, type Json, type JsonMap } from "../../../../src/core/base/index.ts";
import { textOf, valueOf, type RestService } from "./service.ts";

const unfinished = new Set(["IDLE", "RUNNING", "PAUSED", "DELAYED", "WAITING"]);

/** What was seen of an execution. */
export interface Observed {
  /** In the form in which the cases hold it. */
  readonly execution: JsonMap;
  /** Whether nothing of it can change any more. */
  readonly isAtRest: boolean;
}

/** Reads an execution with everything under it. */
export async function observe(service: RestService, id: string): Promise<Observed> {
  const execution = await service.get(`/executions/${id}`);
  const rows = await service.list(`/executions/${id}/tasks`, "tasks");
  const names = new Map(rows.map((row) => [textOf(row, "id"), textOf(row, "name")]));
  const tasks: JsonMap[] = [];
  let isAtRest = !unfinished.has(textOf(execution, "state"));
  for (const row of rows) {
    const task = await observeTask(service, textOf(row, "id"), names);
    tasks.push(task.task);
    isAtRest &&= task.isAtRest;
  }
  const { root_execution_id: _root, task_execution_id: _task, ...params } = valueOf(execution, "params") as JsonMap;
  const isChild = execution["task_execution_id"] !== null;
  const shown: JsonMap = {
    workflow_name: execution["workflow_name"] ?? null,
    ...unlessEmpty("workflow_namespace", execution["workflow_namespace"] ?? ""),
    state: execution["state"] ?? null,
    state_info: execution["state_info"] ?? null,
    ...(isChild ? {} : unlessEmpty("description", execution["description"] ?? "")),
    ...unlessEmpty("tags", execution["tags"] ?? []),
    input: valueOf(execution, "input"),
    params,
    output: valueOf(execution, "output"),
    ...unlessEmpty("published_global", valueOf(execution, "published_global")),
    tasks,
  };
  return { execution: shown, isAtRest };
}

async function observeTask(
  service: RestService,
  id: string,
  names: ReadonlyMap<string, string>,
): Promise<{ task: JsonMap; isAtRest: boolean }> {
  const task = await service.get(`/tasks/${id}`);
  const context = valueOf(task, "runtime_context") as JsonMap;
  const state = textOf(task, "state");
  const runs = task["type"] === "WORKFLOW" ? await childrenOf(service, id) : await actionsOf(service, id);
  const shown: JsonMap = {
    name: task["name"] ?? null,
    type: task["type"] ?? null,
    state,
    state_info: task["state_info"] ?? null,
    processed: task["processed"] ?? null,
    published: valueOf(task, "published"),
    ...unlessEmpty("published_global", valueOf(task, "published_global")),
    result: valueOf(task, "result"),
    ...unlessEmpty("tags", task["tags"] ?? []),
    ...triggersOf(state, context, names),
    ...retryOf(context),
    ...runs.members,
  };
  return { task: shown, isAtRest: runs.isAtRest && !unfinished.has(state) };
}

interface Runs {
  readonly members: JsonMap;
  readonly isAtRest: boolean;
}

async function childrenOf(service: RestService, taskId: string): Promise<Runs> {
  const rows = await service.list(`/tasks/${taskId}/workflow_executions`, "executions");
  const seen: Observed[] = [];
  for (const row of rows) seen.push(await observe(service, textOf(row, "id")));
  return {
    members: { workflow_executions: seen.map(({ execution }) => execution) },
    isAtRest: seen.every(({ isAtRest }) => isAtRest),
  };
}

async function actionsOf(service: RestService, taskId: string): Promise<Runs> {
  const rows = await service.list(`/tasks/${taskId}/action_executions?include_output=true`, "action_executions");
  const shown = rows.map((row) => ({
    name: row["name"] ?? null,
    state: row["state"] ?? null,
    accepted: row["accepted"] ?? null,
    input: valueOf(row, "input"),
    output: valueOf(row, "output"),
  }));
  return {
    members: { action_executions: shown },
    isAtRest: rows.every((row) => !unfinished.has(textOf(row, "state"))),
  };
}

/** Names in place of ids; a waiting task has not been triggered by all yet. */
function triggersOf(state: string, context: JsonMap, names: ReadonlyMap<string, string>): JsonMap {
  const triggers = context["triggered_by"];
  if (state === "WAITING" || !Array.isArray(triggers) || triggers.length === 0) return {};
  const named = triggers
    .filter((trigger: Json) => isMap(trigger))
    .map((trigger: JsonMap) => ({
      task: names.get(textOf(trigger, "task_id")) ?? null,
      event: trigger["event"] ?? null,
    }));
  return { triggered_by: named };
}

function retryOf(context: JsonMap): JsonMap {
  const policy = context["retry_task_policy"] ?? null;
  return isMap(policy) && policy["retry_no"] !== undefined ? { retry_no: policy["retry_no"] } : {};
}

function unlessEmpty(key: string, value: Json): JsonMap {
  const isEmpty = value === null || value === "" || (typeof value === "object" && Object.keys(value).length === 0);
  return isEmpty ? {} : { [key]: value };
}
