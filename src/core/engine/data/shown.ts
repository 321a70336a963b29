import { isMap, type Json, type JsonMap } from "../../base/index.ts";
import type { TaskSpec, WorkflowSpec } from "../../language/index.ts";
import type { ActionRecord, ChildRecord, ExecutionRecord, TaskRecord } from "../../model/index.ts";
import { setKey } from "./maps.ts";

const version = "2.0";

/** What `execution()` gives (Mistral 15). */
export function showExecution(execution: ExecutionRecord, spec: WorkflowSpec): JsonMap {
  return {
    id: execution.id,
    name: execution.workflowName,
    spec: showWorkflowSpec(spec),
    input: execution.input,
    params: execution.params,
    created_at: showTime(execution.createdAt),
    updated_at: showTime(execution.updatedAt),
    root_execution_id: execution.parentTaskId === null ? null : execution.rootId,
  };
}

/**
 * What `task()` and `tasks()` give for one task execution (Mistral 15).
 *
 * @param result the task's result, see {@link resultOf}
 */
export function showTask(task: TaskRecord, spec: WorkflowSpec, result: Json): JsonMap {
  return {
    id: task.id,
    name: task.name,
    spec: showTaskSpec(spec, task.name),
    state: task.state,
    state_info: task.stateInfo,
    result,
    published: task.published,
    type: task.type,
    workflow_execution_id: task.executionId,
    created_at: showTime(task.createdAt),
    updated_at: showTime(task.updatedAt),
  };
}

/**
 * A task's result: what its accepted children gave, in item order; alone it is itself, but a list for `with-items` (Mistral
 * 15, semantics 9.1).
 */
export function resultOf(spec: TaskSpec, actions: readonly ActionRecord[], children: readonly ChildRecord[]): Json {
  const results = [
    ...actions.filter(({ accepted }) => accepted).map(({ index, output }) => ({ index, value: resultIn(output) })),
    ...children.filter(({ accepted }) => accepted).map(({ index, output }) => ({ index, value: output })),
  ].toSorted((a, b) => a.index - b.index);
  const [first] = results;
  if (first !== undefined && results.length === 1 && spec.withItems === undefined) return first.value;
  return results.map(({ value }) => value);
}

function resultIn(output: JsonMap | null): Json {
  return output?.["result"] ?? null;
}

/** The definition as Mistral's own objects hold it, which `execution().spec` and an error text show. */
export function showWorkflowSpec(spec: WorkflowSpec): JsonMap {
  const { tasks, ...rest } = spec.body;
  const shown: Record<string, Json> = { ...rest };
  if (isMap(tasks ?? null)) {
    const all: Record<string, Json> = {};
    for (const name of spec.tasks.keys()) setKey(all, name, showTaskSpec(spec, name));
    shown["tasks"] = all;
  }
  return { ...shown, name: spec.name, version };
}

function showTaskSpec(spec: WorkflowSpec, name: string): JsonMap {
  const { tasks } = spec.body;
  const body = isMap(tasks ?? null) && Object.hasOwn(tasks as JsonMap, name) ? (tasks as JsonMap)[name] : undefined;
  return { ...(isMap(body) ? body : {}), type: spec.type, name, version };
}

/** Python's `isoformat(' ')` of a time in whole seconds. */
export function showTime(milliseconds: number): string {
  return new Date(milliseconds).toISOString().slice(0, 19).replace("T", " ");
}
