import { isMap, type Json } from "../../base/index.ts";
import { isTrue } from "../../expressions/index.ts";
import type { ExecutionState, TaskState } from "../../model/index.ts";
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

/** Tells listeners that a task moved, if the execution was started with some (`notify`). `from` is null for a new task. */
export function notifyOfTask(draft: Draft, taskId: string, from: TaskState | null, to: TaskState): void {
  notify(draft, eventOf(taskEvents, from, to), taskId, to);
}

/** Tells listeners that the execution moved; `from` is null at its start. */
export function notifyOfExecution(draft: Draft, from: ExecutionState | null, to: ExecutionState): void {
  notify(draft, eventOf(executionEvents, from, to), null, to);
}

function notify(draft: Draft, name: string | undefined, taskId: string | null, state: TaskState): void {
  const listeners = draft.execution.params["notify"];
  if (name === undefined || !Array.isArray(listeners)) return;
  if (!listeners.some((listener: Json) => wants(listener, name))) return;
  const { now } = draft.world;
  draft.command({ type: "notify", event: { name, executionId: draft.execution.id, taskId, state, at: now } });
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
