import { isList, isMap, type Json, type JsonMap } from "../../base/index.ts";
import { isTrue } from "../../expressions/index.ts";
import type { ExecutionState, TaskState } from "../../model/index.ts";
import { noticeOfExecution, noticeOfTask } from "../data/notice.ts";
import type { Draft } from "../state/draft.ts";

type EventTable = Partial<Record<TaskState, { readonly any: string } & Partial<Record<TaskState, string>>>>;

/** Which move of a state is which event (Mistral 15). */
const taskEvents: EventTable = {
  RUNNING: {
    any: "TASK_LAUNCHED",
    IDLE: "TASK_RESUMED",
    PAUSED: "TASK_RESUMED",
    WAITING: "TASK_RESUMED",
    ERROR: "TASK_RERUN",
  },
  SUCCESS: { any: "TASK_SUCCEEDED" },
  ERROR: { any: "TASK_FAILED" },
  CANCELLED: { any: "TASK_CANCELLED" },
  PAUSED: { any: "TASK_PAUSED" },
  SKIPPED: { any: "TASK_SKIPPED" },
};

const executionEvents: EventTable = {
  RUNNING: { any: "WORKFLOW_LAUNCHED", PAUSED: "WORKFLOW_RESUMED", ERROR: "WORKFLOW_RERUN" },
  SUCCESS: { any: "WORKFLOW_SUCCEEDED" },
  ERROR: { any: "WORKFLOW_FAILED" },
  CANCELLED: { any: "WORKFLOW_CANCELLED" },
  PAUSED: { any: "WORKFLOW_PAUSED" },
};

/**
 * Tells listeners that a task moved: those that the execution was started with (`notify`), and those of the deployment.
 *
 * @param from null for a new task
 */
export function notifyOfTask(draft: Draft, taskId: string, from: TaskState | null, to: TaskState): void {
  notify(draft, eventOf(taskEvents, from, to), taskId, to);
}

/** Tells listeners that the execution moved; `from` is null at its start. */
export function notifyOfExecution(draft: Draft, from: ExecutionState | null, to: ExecutionState): void {
  notify(draft, eventOf(executionEvents, from, to), null, to);
}

function notify(draft: Draft, name: string | undefined, taskId: string | null, state: TaskState): void {
  if (name === undefined) return;
  const { execution, world } = draft;
  const { notify: own = null } = execution.params;
  const candidates: readonly Json[] = [...(world.listeners ?? []), ...(isList(own) ? own : [])];
  const listeners = candidates.filter((listener): listener is JsonMap => wants(listener, name));
  if (listeners.length === 0) return;
  const notice = taskId === null ? noticeOfExecution(execution) : noticeOfTask(draft.tasks.get(taskId));
  const body = { ...notice, event: name };
  draft.command({
    type: "notify",
    event: { name, executionId: execution.id, taskId, state, at: world.now, listeners, body },
  });
}

function eventOf(table: EventTable, from: TaskState | null, to: TaskState): string | undefined {
  const row = table[to];
  return (from === null ? undefined : row?.[from]) ?? row?.any;
}

function wants(listener: Json, name: string): boolean {
  if (!isMap(listener)) return false;
  const types = listener["event_types"] ?? null;
  return !isTrue(types) || (Array.isArray(types) && types.includes(name));
}
