import type { Json } from "../../core/base/index.ts";
import { isMap } from "../../core/base/index.ts";
import type { ExecutionRecord, TaskRecord, TaskState } from "../../core/model/index.ts";
import type { Store, Visibility } from "../../store/index.ts";
import { show } from "../shapes/members.ts";
import { actionEntryMembers, taskEntryMembers, workflowEntryMembers } from "../shapes/report.ts";
import type { TreeLimits } from "./sub-executions.ts";
import type { Tree } from "./tree.ts";

type Entry = Record<string, Json>;

/** States that a report counts; tasks in other states are not in the total either. */
const counted: readonly TaskState[] = ["RUNNING", "SUCCESS", "ERROR", "IDLE", "PAUSED"];

/**
 * The report of an execution (REST reference, section 4).
 *
 * @param isTreeShown whether more than the statistics is wanted
 * @param estimatedTimeSeconds see {@link estimateTime}
 */
export function reportOf(
  tree: Tree,
  top: ExecutionRecord,
  limits: TreeLimits,
  isTreeShown: boolean,
  estimatedTimeSeconds: number,
): Entry {
  const counts = new Map<TaskState, number>();
  const root = workflowEntry(tree, top, limits, 0, counts);
  const of = (state: TaskState): number => counts.get(state) ?? 0;
  const statistics = {
    total_tasks_count: counted.reduce((sum, state) => sum + of(state), 0),
    running_tasks_count: of("RUNNING"),
    success_tasks_count: of("SUCCESS"),
    error_tasks_count: of("ERROR"),
    idle_tasks_count: of("IDLE"),
    paused_tasks_count: of("PAUSED"),
    estimated_time: estimatedTimeSeconds,
  };
  return isTreeShown ? { statistics, root_workflow_execution: root } : { statistics };
}

function workflowEntry(
  tree: Tree,
  execution: ExecutionRecord,
  limits: TreeLimits,
  depth: number,
  counts: Map<TaskState, number>,
): Entry {
  const entry = show(workflowEntryMembers, execution);
  if (limits.maxDepth >= 0 && depth > limits.maxDepth) return entry;
  const tasks = (tree.tasksOf.get(execution.id) ?? []).filter((task) => !limits.errorsOnly || task.state === "ERROR");
  return { ...entry, task_executions: tasks.map((task) => taskEntry(tree, task, limits, depth + 1, counts)) };
}

function taskEntry(
  tree: Tree,
  task: TaskRecord,
  limits: TreeLimits,
  depth: number,
  counts: Map<TaskState, number>,
): Entry {
  counts.set(task.state, (counts.get(task.state) ?? 0) + 1);
  const retry = task.runtimeContext["retry_task_policy"];
  const retries = isMap(retry) ? { retry_count: retry["retry_no"] ?? 0 } : {};
  return {
    action_executions: (tree.actionsOf.get(task.id) ?? []).map((action) => show(actionEntryMembers, action)),
    workflow_executions: (tree.childrenOf.get(task.id) ?? []).map((child) =>
      workflowEntry(tree, child, limits, depth, counts),
    ),
    ...retries,
    ...show(taskEntryMembers, task),
  };
}

const samples = 20;

/**
 * How long a running execution will probably still take, going by earlier ones of the same workflow that succeeded.
 *
 * @param now milliseconds since 1970-01-01T00:00:00Z
 * @returns seconds: 0 when it does not run, -1 when there was no earlier one, at least 1 when it is overdue
 */
export async function estimateTime(
  store: Store,
  visibility: Visibility,
  { state, workflowId, createdAt }: ExecutionRecord,
  now: number,
): Promise<number> {
  if (state !== "RUNNING") return 0;
  const earlier = await store.executions.list({
    visibility,
    filters: [
      { field: "workflowId", op: "eq", value: workflowId },
      { field: "state", op: "eq", value: "SUCCESS" },
    ],
    limit: samples,
    fields: ["id", "createdAt", "updatedAt"],
  });
  if (earlier.length === 0) return -1;
  const total = earlier.reduce((sum, one) => sum + Math.floor((one.updatedAt - one.createdAt) / 1000), 0);
  const left = total / earlier.length - Math.floor((now - createdAt) / 1000);
  return left < 0 ? 1 : Math.trunc(left);
}
