import type { Json, JsonMap } from "../../../src/core/base/index.ts";
import { resultOf } from "../../../src/core/engine/index.ts";
import { isMap } from "../../../src/core/base/index.ts";
import type { ExecutionRecord, TaskRecord } from "../../../src/core/model/index.ts";
import type { Stage } from "../../../src/core/rehearse/index.ts";

/** An execution with its tasks in the form in which the cases hold it. */
export function observe(stage: Stage, executionId: string): JsonMap {
  const { execution, tasks } = stage.state(executionId);
  const { root_execution_id: _root, task_execution_id: _task, ...params } = execution.params;
  return {
    workflow_name: execution.workflowName,
    ...(execution.workflowNamespace === "" ? {} : { workflow_namespace: execution.workflowNamespace }),
    state: execution.state,
    state_info: execution.stateInfo,
    ...descriptionOf(execution),
    ...(execution.tags.length > 0 ? { tags: execution.tags } : {}),
    input: execution.input,
    params,
    output: execution.output,
    ...unlessEmpty("published_global", execution.publishedGlobal),
    tasks: [...tasks.values()].map((task) => observeTask(stage, executionId, task)),
  };
}

function observeTask(stage: Stage, executionId: string, task: TaskRecord): JsonMap {
  const state = stage.state(executionId);
  const actions = state.actionsOf(task.id).flatMap((id) => state.actions.get(id) ?? []);
  const children = state.childrenOf(task.id).flatMap((id) => state.children.get(id) ?? []);
  const spec = stage.specOf(executionId).tasks.get(task.name);
  if (spec === undefined) throw new Error(`No task ${task.name}`);
  const calls = actions.map(({ name, state: of, accepted, input, output }) => ({
    name,
    state: of,
    accepted,
    input,
    output,
  }));
  return {
    name: task.name,
    type: task.type,
    state: task.state,
    state_info: task.stateInfo,
    processed: task.processed,
    published: task.published,
    ...unlessEmpty("published_global", task.publishedGlobal),
    result: resultOf(spec, actions, children),
    ...(task.tags.length > 0 ? { tags: task.tags } : {}),
    ...triggersOf(stage, executionId, task),
    ...retryOf(task),
    ...(task.type === "WORKFLOW"
      ? { workflow_executions: children.map(({ id }) => observe(stage, id)) }
      : { action_executions: calls }),
  };
}

function triggersOf(stage: Stage, executionId: string, { state, runtimeContext }: TaskRecord): JsonMap {
  const triggers = runtimeContext["triggered_by"];
  if (state === "WAITING" || !Array.isArray(triggers) || triggers.length === 0) return {};
  const { tasks } = stage.state(executionId);
  const named = (triggers as readonly { task_id: string; event: string }[]).map(({ task_id: id, event }) => ({
    task: tasks.get(id)?.name ?? null,
    event,
  }));
  return { triggered_by: named };
}

function retryOf({ runtimeContext }: TaskRecord): JsonMap {
  const policy: Json = runtimeContext["retry_task_policy"] ?? null;
  return isMap(policy) && policy["retry_no"] !== undefined ? { retry_no: policy["retry_no"] } : {};
}

function descriptionOf({ description, parentTaskId }: ExecutionRecord): JsonMap {
  return description === "" || parentTaskId !== null ? {} : { description };
}

function unlessEmpty(key: string, map: JsonMap): JsonMap {
  return Object.keys(map).length === 0 ? {} : { [key]: map };
}
