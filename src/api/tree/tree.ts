import type { ActionRecord, ExecutionRecord, TaskRecord } from "../../core/model/index.ts";
import type { Store, Visibility } from "../../store/index.ts";

/** An execution with all that was started under the same root, in lists by what they belong to. */
export interface Tree {
  /** In order of creation. */
  readonly tasksOf: ReadonlyMap<string, readonly TaskRecord[]>;
  /** Sub-workflows by the task that started them, in item order. */
  readonly childrenOf: ReadonlyMap<string, readonly ExecutionRecord[]>;
  /** Actions by their task, in item order; empty where they were not asked for. */
  readonly actionsOf: ReadonlyMap<string, readonly ActionRecord[]>;
}

/**
 * Reads a tree with one query for each kind of row.
 *
 * @param rootId the root execution
 * @param withActions whether the actions are needed
 */
export async function readTree(
  store: Store,
  visibility: Visibility,
  rootId: string,
  withActions: boolean,
): Promise<Tree> {
  const under = { visibility, filters: [{ field: "rootId", op: "eq", value: rootId }] } as const;
  const [executions, tasks, actions] = await Promise.all([
    store.executions.list(under),
    store.tasks.list(under),
    withActions ? store.actions.list(under) : [],
  ]);
  return {
    tasksOf: grouped(tasks, (task) => task.executionId, byOrdinal),
    childrenOf: grouped(executions, (execution) => execution.parentTaskId, byIndex),
    actionsOf: grouped(actions, (action) => action.taskId, byIndex),
  };
}

function grouped<Row>(
  rows: readonly Row[],
  ownerOf: (row: Row) => string | null,
  compare: (a: Row, b: Row) => number,
): ReadonlyMap<string, readonly Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const owner = ownerOf(row);
    if (owner === null) continue;
    const group = groups.get(owner);
    if (group === undefined) groups.set(owner, [row]);
    else group.push(row);
  }
  for (const group of groups.values()) group.sort(compare);
  return groups;
}

function byOrdinal(a: TaskRecord, b: TaskRecord): number {
  return a.ordinal - b.ordinal;
}

function byIndex(a: { index: number; createdAt: number }, b: { index: number; createdAt: number }): number {
  return a.createdAt - b.createdAt || a.index - b.index;
}
