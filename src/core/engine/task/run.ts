import type { TaskSpec } from "../../language/index.ts";
import type { TaskRecord, Trigger } from "../../model/index.ts";
import { prepareCall } from "../calls/call.ts";
import { taskPlace } from "../data/scope.ts";
import { runPoliciesBefore } from "../policies/all.ts";
import { startClock } from "../policies/timeout.ts";
import type { Draft } from "../state/draft.ts";
import { guarded } from "./fault.ts";
import { startItems, type ItemsToRun } from "./items.ts";
import { createTask, setTaskState } from "./record.ts";

/**
 * Runs a task that has not run yet.
 *
 * @param trigger what led to it; null for a start task
 * @param sources whose contexts it gets; that of the trigger if left out
 */
export function runNew(draft: Draft, spec: TaskSpec, trigger: Trigger | null, sources?: readonly string[]): void {
  const { id } = createTask(draft, spec, "RUNNING", null, trigger, sources);
  guarded(draft, id, { type: "run" }, () => startWithPolicies(draft, id));
}

/** Lets the policies before the start act, and starts unless one of them holds the task. @throws Invalid, ExpressionError */
export function startWithPolicies(draft: Draft, id: string, again?: ItemsToRun): void {
  runPoliciesBefore(draft, draft.tasks.get(id));
  if (draft.tasks.get(id).state === "RUNNING") startCalls(draft, id, again);
}

/** Runs on a task that exists: after a delay, after a pause, or when a join is ready. Policies before the start do not act. */
export function runOn(draft: Draft, id: string): void {
  guarded(draft, id, { type: "run" }, () => {
    const task = setTaskState(draft, id, "RUNNING", null);
    draft.changeTask(id, { processed: false });
    restartClock(draft, task);
    startCalls(draft, id);
  });
}

function startCalls(draft: Draft, id: string, again?: ItemsToRun): void {
  const task = draft.tasks.get(id);
  if (draft.specOf(task).withItems !== undefined) startItems(draft, task, again);
  else prepareCall(draft, task, 0).start();
}

/** A further attempt of a retry gets its own time; a delayed start does not. */
function restartClock(draft: Draft, task: TaskRecord): void {
  const isRetried = task.runtimeContext["retry_task_policy"] !== undefined;
  if (!isRetried || draft.timersOf(task.id).some(({ purpose }) => isTimeout(purpose))) return;
  startClock({ draft, taskId: task.id, spec: draft.specOf(task), place: taskPlace(draft, task) });
}

function isTimeout(purpose: unknown): boolean {
  return typeof purpose === "object" && purpose !== null && "type" in purpose && purpose.type === "timeout";
}
