import { isFinal, type TaskRecord } from "../../model/index.ts";
import { cleanContext, endRound } from "../data/rounds.ts";
import { moveExecution } from "../flow/finish.ts";
import type { Draft } from "../state/draft.ts";
import { itemsProgress, withProgress } from "../state/items.ts";
import type { Step } from "../state/step.ts";
import { isAbandoned } from "../task/attempt.ts";
import { skipTask } from "../task/complete.ts";
import { setTaskState } from "../task/record.ts";
import { updateEnvironment } from "./environment.ts";
import { requested, type EventOf } from "./request.ts";
import { resumeExecution } from "./resume.ts";

const notFailed = "The current task execution must be in ERROR for rerun. Only updating task to rerun is supported.";
const notItems = "Only with-items task has the option to not reset.";

/** Runs a failed task again, and with it the execution and all its parents (Mistral 15, semantics 14.8). */
export function onRerunRequested(draft: Draft, event: EventOf<"rerunRequested">): void {
  const { taskId, reset, env } = event;
  const task = draft.tasks.find(taskId);
  if (task === undefined || draft.isPaused) return;
  const isRefused = refuse(
    draft,
    event,
    task,
    reset || draft.spec.tasks.get(task.name)?.withItems !== undefined ? undefined : notItems,
  );
  if (isRefused) return;
  const notAllowed = updateEnvironment(draft, env);
  if (notAllowed !== undefined) {
    draft.refuse({ event, reason: "notAllowed", message: notAllowed });
    return;
  }
  requested(draft, event, () => {
    revive(draft);
    draft.work.add({
      type: "dispatch",
      steps: [{ type: "runAgain", taskId, reset, isRerun: true }],
      origin: undefined,
    });
  });
}

/** Lets the execution go on as if the failed task had been skipped. */
export function onSkipRequested(draft: Draft, event: EventOf<"skipRequested">): void {
  const task = draft.tasks.find(event.taskId);
  if (task === undefined || draft.isPaused || refuse(draft, event, task, undefined)) return;
  requested(draft, event, () => {
    revive(draft);
    startAfresh(draft, task);
    skipTask(draft, task.id);
  });
}

/** A sub-workflow runs again because a task in it was rerun: its task and this execution run again, too. */
export function onChildRestarted(draft: Draft, event: EventOf<"childRestarted">): void {
  const child = draft.children.find(event.childId);
  if (child === undefined || !isFinal(child.state)) return;
  draft.children.change(child.id, { state: "RUNNING", stateInfo: null, accepted: false });
  if (draft.execution.state === "SUCCESS" || isAbandoned(draft, child.taskId, child.id)) return;
  if (draft.isPaused) resumeExecution(draft, false);
  else revive(draft);
  const task = draft.tasks.get(child.taskId);
  const progress = itemsProgress(task);
  if (isFinal(task.state)) {
    draft.changeTask(task.id, { runtimeContext: endRound(task, task.runtimeContext), next: [], isErrorHandled: false });
    setTaskState(draft, task.id, "RUNNING", null);
    draft.changeTask(task.id, { processed: false, finishedAt: null });
  }
  if (progress === undefined) return;
  const failed = progress.failed - Number(child.state === "ERROR");
  const again = { ...progress, failed, finished: progress.finished - 1, running: progress.running + 1 };
  draft.changeTask(task.id, { runtimeContext: withProgress(draft.tasks.get(task.id), again) });
}

function refuse(
  draft: Draft,
  event: EventOf<"rerunRequested" | "skipRequested">,
  task: TaskRecord,
  other: string | undefined,
): boolean {
  const message = task.state === "ERROR" ? other : notFailed;
  if (message !== undefined) draft.refuse({ event, reason: "invalid", message });
  return message !== undefined;
}

function startAfresh(draft: Draft, task: TaskRecord): void {
  draft.changeTask(task.id, { runtimeContext: endRound(task, cleanContext(task)), next: [], isErrorHandled: false });
}

/**
 * Sets the execution going again, with what it had left standing when it ended.
 *
 * @throws Invalid when it has succeeded
 */
function revive(draft: Draft): void {
  if (draft.execution.state !== "RUNNING") moveExecution(draft, "RUNNING", null);
  const { parentExecutionId, id } = draft.execution;
  if (parentExecutionId !== null) draft.tell(parentExecutionId, { type: "childRestarted", childId: id });
  for (const task of draft.select("delayed")) {
    if (draft.timersOf(task.id).length === 0) draft.setTimer({ type: "continue", taskId: task.id }, 0);
  }
  const held: Step[] = draft
    .select("idle")
    .map((task) => ({ type: "runAgain", taskId: task.id, reset: true, isRerun: false }));
  if (held.length > 0) draft.work.add({ type: "dispatch", steps: held, origin: undefined });
  for (const { id: taskId } of draft.select("growing")) draft.work.add({ type: "grow", taskId });
  draft.isStirred = true;
}
