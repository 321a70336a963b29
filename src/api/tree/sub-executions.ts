import type { ExecutionRecord, TaskRecord } from "../../core/model/index.ts";
import type { Tree } from "./tree.ts";

/** What of a tree is wanted. */
export interface TreeLimits {
  /** Levels below the top; negative for all. */
  readonly maxDepth: number;
  /** Leaves out what is below a task that is not in ERROR. */
  readonly errorsOnly: boolean;
}

/** An execution and all under it, depth first. */
export function executionsFrom(tree: Tree, top: ExecutionRecord, limits: TreeLimits): ExecutionRecord[] {
  return below(tree, top, limits, 0);
}

/** All executions under a task, depth first. */
export function executionsUnder(tree: Tree, task: TaskRecord, limits: TreeLimits): ExecutionRecord[] {
  return belowTask(tree, task, limits, 0);
}

function below(tree: Tree, execution: ExecutionRecord, limits: TreeLimits, depth: number): ExecutionRecord[] {
  if (limits.maxDepth >= 0 && depth > limits.maxDepth) return [];
  const tasks = tree.tasksOf.get(execution.id) ?? [];
  return [execution, ...tasks.flatMap((task) => belowTask(tree, task, limits, depth + 1))];
}

function belowTask(tree: Tree, task: TaskRecord, limits: TreeLimits, depth: number): ExecutionRecord[] {
  if (limits.errorsOnly && task.state !== "ERROR") return [];
  return (tree.childrenOf.get(task.id) ?? []).flatMap((child) => below(tree, child, limits, depth));
}
