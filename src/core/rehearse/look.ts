import type { JsonMap } from "../base/index.ts";
import { resultOf, showExecution, showTask, type LiveState } from "../engine/index.ts";
import type { ExecutionsQuery, TasksQuery } from "../expressions/index.ts";
import type { WorkflowSpec } from "../language/index.ts";

/** An execution on the stage. */
export interface Running {
  spec: WorkflowSpec;
  state: LiveState;
}

type All = ReadonlyMap<string, Running>;

/** What `tasks()` finds among all executions. */
export function findTasks(all: All, query: TasksQuery): JsonMap[] {
  const { workflowExecutionId: id } = query;
  if (id === undefined) return [...all.values()].flatMap((one) => tasksOf(one, query));
  const found = query.recursive ? below(all, id) : [all.get(id)];
  return [...found].flatMap((one) => (one === undefined ? [] : tasksOf(one, query)));
}

/** What `executions()` finds. A root execution has no root of its own. */
export function findExecutions(all: All, query: ExecutionsQuery): JsonMap[] {
  const { id, rootExecutionId, state: wanted, fromTime, toTime } = query;
  return [...all.values()]
    .map(({ spec, state: { execution } }): JsonMap => ({ ...showExecution(execution, spec), state: execution.state }))
    .filter((shown) => id === undefined || shown["id"] === id)
    .filter((shown) => rootExecutionId === undefined || shown["root_execution_id"] === rootExecutionId)
    .filter((shown) => wanted === undefined || shown["state"] === wanted)
    .filter((shown) => fromTime === undefined || (shown["created_at"] as string) >= fromTime)
    .filter((shown) => toTime === undefined || (shown["created_at"] as string) < toTime);
}

function tasksOf({ spec, state }: Running, { state: wanted, flat }: TasksQuery): JsonMap[] {
  return [...state.tasks.values()].flatMap((task) => {
    const children = state.childrenOf(task.id).flatMap((id) => state.children.get(id) ?? []);
    const actions = state.actionsOf(task.id).flatMap((id) => state.actions.get(id) ?? []);
    const taskSpec = spec.tasks.get(task.name);
    const isHidden = flat && children.some((child) => child.state === task.state);
    if (taskSpec === undefined || isHidden || (wanted !== undefined && task.state !== wanted)) return [];
    return [showTask(task, spec, resultOf(taskSpec, actions, children))];
  });
}

function* below(all: All, id: string): Generator<Running> {
  const one = all.get(id);
  if (one === undefined) return;
  yield one;
  for (const child of one.state.children.keys()) yield* below(all, child);
}
