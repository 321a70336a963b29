import type { JsonMap } from "../../core/base/index.ts";
import { resultOf, showExecution, showTask } from "../../core/engine/index.ts";
import type { ExecutionsQuery, TasksQuery } from "../../core/expressions/index.ts";
import type { ChildRecord, ExecutionRecord, TaskRecord } from "../../core/model/index.ts";
import type { Filter, Store } from "../../store/index.ts";
import type { Definitions } from "./definitions.ts";
import type { FunctionReader } from "./world.ts";

/** Answers `tasks()` and `executions()` from what is stored. */
export function storedReader(store: Store, definitions: Definitions): FunctionReader {
  return {
    async readEnvironment(name, project) {
      return (await store.environments.find(name, "", project))?.variables;
    },
    async read(request, project) {
      return request.type === "tasks"
        ? readTasks(request.query, project, store, definitions)
        : readExecutions(request.query, project, store, definitions);
    },
  };
}

async function readTasks(
  query: TasksQuery,
  project: string,
  store: Store,
  definitions: Definitions,
): Promise<JsonMap[]> {
  const visibility = { project, withPublic: false };
  const { workflowExecutionId: id, state, recursive, flat } = query;
  const filters: Filter<keyof TaskRecord>[] = [];
  if (id !== undefined) {
    const ids = recursive ? await treeBelow(id, project, store) : [id];
    filters.push({ field: "executionId", op: "in", value: ids });
  }
  if (state !== undefined) filters.push({ field: "state", op: "eq", value: state });
  const tasks = await store.tasks.list({ visibility, filters });
  const executionIds = [...new Set(tasks.map((task) => task.executionId))];
  const executions = await store.executions.list({
    visibility,
    filters: [{ field: "id", op: "in", value: executionIds }],
  });
  const byId = new Map(executions.map((execution) => [execution.id, execution]));
  const taskIds = tasks.map((task) => task.id);
  const actions = await store.actions.list({
    visibility: "all",
    filters: [{ field: "taskId", op: "in", value: taskIds }],
  });
  const children = await store.executions.list({
    visibility: "all",
    filters: [{ field: "parentTaskId", op: "in", value: taskIds }],
  });
  const actionsOf = Map.groupBy(actions, (action) => action.taskId);
  const childrenOf = Map.groupBy(children.map(asChild), (child) => child.taskId);
  const shown: JsonMap[] = [];
  for (const task of tasks) {
    const execution = byId.get(task.executionId);
    if (execution === undefined) continue;
    const below = childrenOf.get(task.id) ?? [];
    // `flat` leaves out a task whose sub-workflow is in the same state: that one's tasks tell more (REST reference).
    if (flat && below.some((child) => child.state === task.state)) continue;
    const spec = await definitions.specOf(execution.workflowId, execution.workflowRevision);
    const taskSpec = spec.tasks.get(task.name);
    if (taskSpec !== undefined)
      shown.push(showTask(task, spec, resultOf(taskSpec, actionsOf.get(task.id) ?? [], below)));
  }
  return shown;
}

async function treeBelow(id: string, project: string, store: Store): Promise<string[]> {
  const found = [id];
  for (let level = [id]; level.length > 0;) {
    const tasks = await store.tasks.list({
      visibility: { project, withPublic: false },
      filters: [
        { field: "executionId", op: "in", value: level },
        { field: "type", op: "eq", value: "WORKFLOW" },
      ],
      fields: ["id"],
    });
    const children = await store.executions.list({
      visibility: "all",
      filters: [{ field: "parentTaskId", op: "in", value: tasks.map((task) => task.id) }],
      fields: ["id"],
    });
    level = children.map((child) => child.id);
    found.push(...level);
  }
  return found;
}

async function readExecutions(
  query: ExecutionsQuery,
  project: string,
  store: Store,
  definitions: Definitions,
): Promise<JsonMap[]> {
  const filters: Filter<keyof ExecutionRecord>[] = [];
  if (query.id !== undefined) filters.push({ field: "id", op: "eq", value: query.id });
  if (query.rootExecutionId !== undefined) {
    // In Mistral an execution that is a root has no root of its own.
    filters.push({ field: "rootId", op: "eq", value: query.rootExecutionId });
    filters.push({ field: "parentTaskId", op: "neq", value: null });
  }
  if (query.state !== undefined) filters.push({ field: "state", op: "eq", value: query.state });
  if (query.fromTime !== undefined)
    filters.push({ field: "createdAt", op: "gte", value: milliseconds(query.fromTime) });
  if (query.toTime !== undefined) filters.push({ field: "createdAt", op: "lt", value: milliseconds(query.toTime) });
  const executions = await store.executions.list({ visibility: { project, withPublic: false }, filters });
  return Promise.all(
    executions.map(async (execution) => {
      const spec = await definitions.specOf(execution.workflowId, execution.workflowRevision);
      const { state, stateInfo, output } = execution;
      return { ...showExecution(execution, spec), state, state_info: stateInfo, output };
    }),
  );
}

/** A time as users write it (`2026-01-31 12:00:00`), taken as UTC. */
function milliseconds(text: string): number {
  const time = Date.parse(/[zZ]|[+-]\d\d:?\d\d$/.test(text) ? text : `${text.replace(" ", "T")}Z`);
  return Number.isNaN(time) ? 0 : time;
}

function asChild(execution: ExecutionRecord): ChildRecord {
  const { id, parentTaskId, workflowName, index, state, stateInfo, output, accepted, createdAt } = execution;
  return { id, taskId: parentTaskId ?? "", workflowName, index, state, stateInfo, output, accepted, createdAt };
}
