import { isFinal, type TaskRecord } from "../../model/index.ts";
import { cleanContext, endRound } from "../data/rounds.ts";
import type { Draft } from "../state/draft.ts";
import type { ItemsProgress } from "../state/items.ts";
import { abandonAttempt, abandonItems, isAbandoned } from "./attempt.ts";
import { guarded } from "./fault.ts";
import { setTaskState } from "./record.ts";
import { runOn, startWithPolicies } from "./run.ts";

/**
 * Runs a task execution that exists: one that pause-before held, or one that somebody wants to see run again. A rerun begins
 * afresh, with the policies before the start (Mistral 15, semantics 14.8).
 */
export function runAgain(draft: Draft, step: { taskId: string; reset: boolean; isRerun: boolean }): void {
  const { taskId, reset, isRerun } = step;
  if (!isRerun) {
    runOn(draft, taskId);
    return;
  }
  guarded(draft, taskId, { type: "run" }, () => {
    const before = draft.tasks.get(taskId);
    draft.changeTask(taskId, { runtimeContext: endRound(before, cleanContext(before)), processed: false });
    const plan = reset ? undefined : planFailedItems(draft, before);
    if (reset) abandonAttempt(draft, taskId);
    else abandonItems(draft, taskId, plan?.places ?? new Set());
    setTaskState(draft, taskId, "RUNNING", null);
    draft.changeTask(taskId, { next: [], isErrorHandled: false, startedAt: draft.world.now, finishedAt: null });
    startWithPolicies(draft, taskId, plan?.progress);
  });
}

/**
 * Which items a rerun without reset runs: those that failed and all after the last of them (Mistral 15, semantics 14.9), and
 * those that were never started. Items that still run are waited for.
 */
function planFailedItems(draft: Draft, task: TaskRecord) {
  const runs = [...draft.actionsOf(task.id), ...draft.childrenOf(task.id)].filter(
    ({ id, state, accepted }) => accepted || (!isFinal(state) && !isAbandoned(draft, task.id, id)),
  );
  const good = new Set(runs.filter(({ state }) => state === "SUCCESS").map(({ index }) => index));
  const running = new Set(runs.filter(({ state }) => !isFinal(state)).map(({ index }) => index));
  let last = -1;
  for (const { state, index } of runs) if (isFinal(state) && state !== "SUCCESS") last = Math.max(last, index);
  const isToRun = (index: number) => !running.has(index) && (!good.has(index) || (last >= 0 && index > last));
  const places = new Set(runs.map(({ index }) => index).filter(isToRun));
  const progress = (count: number): Partial<ItemsProgress> => {
    const again = Array.from({ length: count }, (_, index) => index).filter(isToRun);
    return { next: count, again, running: running.size, finished: count - again.length - running.size };
  };
  return { places, progress };
}
