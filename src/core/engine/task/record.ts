import type { JsonMap } from "../../base/index.ts";
import type { TaskSpec } from "../../language/index.ts";
import { isFinal, type TaskRecord, type TaskState, type Trigger } from "../../model/index.ts";
import { notifyOfTask } from "../control/notify.ts";
import { stateInfoOf } from "../data/field-size.ts";
import { sourceOf } from "../data/rounds.ts";
import type { Draft } from "../state/draft.ts";

/**
 * Creates the execution of a task.
 *
 * @param trigger the task that led to it, whose outbound context it gets; null for a start task
 */
export function createTask(
  draft: Draft,
  spec: TaskSpec,
  state: "RUNNING" | "WAITING",
  stateInfo: string | null,
  trigger: Trigger | null,
  sources: readonly string[] = trigger === null ? [] : [sourceOf(draft.tasks.get(trigger.taskId))],
): TaskRecord {
  const { execution, world } = draft;
  const task = draft.addTask({
    id: world.newId(),
    executionId: execution.id,
    rootId: execution.rootId,
    projectId: execution.projectId,
    workflowId: execution.workflowId,
    workflowName: execution.workflowName,
    workflowNamespace: execution.workflowNamespace,
    name: spec.name,
    type: spec.call.kind === "workflow" ? "WORKFLOW" : "ACTION",
    tags: spec.tags,
    state,
    stateInfo,
    published: {},
    publishedGlobal: {},
    processed: false,
    runtimeContext: trigger === null ? {} : { triggered_by: triggers([trigger]) },
    sources,
    next: [],
    isErrorHandled: false,
    createdAt: world.now,
    updatedAt: world.now,
    startedAt: state === "RUNNING" ? world.now : null,
    finishedAt: null,
  });
  if (state === "RUNNING") notifyOfTask(draft, task.id, null, state);
  return task;
}

/** `triggered_by` as Mistral shows it. */
export function triggers(list: readonly Trigger[]): JsonMap[] {
  return list.map(({ taskId, event }) => ({ task_id: taskId, event }));
}

/** Moves a task to a state and tells listeners, with none of the consequences of an end. */
export function setTaskState(draft: Draft, id: string, state: TaskState, info: string | null): TaskRecord {
  const before = draft.tasks.get(id);
  const stateInfo = stateInfoOf(info);
  if (before.state === state && before.stateInfo === stateInfo) return before;
  const { now } = draft.world;
  const starts = state === "RUNNING" && before.state === "WAITING";
  const task = draft.changeTask(id, {
    state,
    stateInfo,
    ...(starts ? { startedAt: now } : {}),
    ...(isFinal(state) ? { finishedAt: now } : {}),
  });
  if (isFinal(state)) {
    draft.isStirred = true;
    draft.ended.push(id);
  }
  notifyOfTask(draft, id, before.state, state);
  return task;
}

/** Adds to a task's runtime context. */
export function setRuntime(draft: Draft, id: string, set: JsonMap): TaskRecord {
  return draft.changeTask(id, { runtimeContext: { ...draft.tasks.get(id).runtimeContext, ...set } });
}
