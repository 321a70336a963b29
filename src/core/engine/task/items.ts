import { isFinal, type TaskRecord } from "../../model/index.ts";
import { prepareCall } from "../calls/call.ts";
import { Invalid } from "../calls/invalid.ts";
import type { Draft } from "../state/draft.ts";
import type { ItemLists } from "../state/item-lists.ts";
import { freePlaces, itemsProgress, withProgress, type ItemsProgress } from "../state/items.ts";
import type { Entry } from "../state/step.ts";
import { completeTask } from "./complete.ts";
import { evaluateItems, itemVariables } from "./items-list.ts";

/**
 * Starts a with-items task, or all of its items once more. Without items it ends at once.
 *
 * @param again places of the items to run, in order, where not all of them are (rerun without reset)
 * @throws Invalid, ExpressionError
 */
export function startItems(draft: Draft, task: TaskRecord, again?: ItemsToRun): void {
  const lists = evaluateItems(draft, task);
  draft.state.itemLists.set(task.id, lists);
  const { concurrency } = task.runtimeContext;
  const capacity = typeof concurrency === "number" ? concurrency : null;
  const fresh = { count: lists.count, capacity, next: 0, again: [], running: 0, finished: 0, failed: 0 };
  const progress = again === undefined ? fresh : { ...fresh, ...again(lists.count) };
  draft.changeTask(task.id, { runtimeContext: withProgress(task, progress) });
  if (progress.finished === lists.count) completeEmpty(draft, task.id);
  else growItems(draft, task.id);
}

/** Without budget the end is left to a later decision, so that a loop of empty lists does not hold up everything. */
function completeEmpty(draft: Draft, taskId: string): void {
  draft.stepsLeft -= 1;
  if (draft.stepsLeft < 0) draft.setTimer({ type: "complete", taskId, state: "SUCCESS", stateInfo: null }, 0);
  else completeTask(draft, taskId, "SUCCESS", null, { type: "run" });
}

/** Says, for a number of items, which are to be run and how far the others are. */
export type ItemsToRun = (count: number) => Partial<ItemsProgress>;

/**
 * Starts items as far as there is room and budget; what is left is started by a later piece of work or decision.
 *
 * @throws Invalid, ExpressionError when the input of an item fails; then none of this batch is started
 */
export function growItems(draft: Draft, taskId: string): void {
  const task = draft.tasks.get(taskId);
  const progress = itemsProgress(task);
  if (progress === undefined || isFinal(task.state) || draft.isOver) return;
  const places = freePlaces(progress);
  const size = Math.min(places, draft.stepsLeft);
  if (size > 0) startBatch(draft, task, progress, size);
  if (places === 0 || places === size) return;
  draft.isUnfinished = true;
}

/** Takes account of the end of an item. */
export function itemFinished(
  draft: Draft,
  taskId: string,
  state: "SUCCESS" | "ERROR" | "CANCELLED",
  entry: Entry,
): void {
  const task = draft.tasks.get(taskId);
  const progress = itemsProgress(task);
  if (progress === undefined) return;
  const now = {
    ...progress,
    running: progress.running - 1,
    finished: progress.finished + 1,
    failed: progress.failed + Number(state === "ERROR"),
  };
  draft.changeTask(taskId, { runtimeContext: withProgress(task, now) });
  if (state === "CANCELLED") {
    completeTask(draft, taskId, "CANCELLED", "One or more actions was cancelled.", entry);
  } else if (now.finished < now.count) {
    if (freePlaces(now) > 0) draft.work.add({ type: "grow", taskId });
  } else if (now.failed > 0) {
    completeTask(draft, taskId, "ERROR", "One or more actions had failed.", entry);
  } else {
    completeTask(draft, taskId, "SUCCESS", null, entry);
  }
}

function startBatch(draft: Draft, task: TaskRecord, progress: ItemsProgress, size: number): void {
  const lists = listsOf(draft, task, progress);
  const fromAgain = progress.again.slice(0, size);
  const fresh = Array.from({ length: size - fromAgain.length }, (_, i) => progress.next + i);
  const calls = [...fromAgain, ...fresh].map((index) =>
    prepareCall(draft, task, index, itemVariables(draft, task, lists, index)),
  );
  for (const call of calls) call.start();
  const now = {
    ...progress,
    next: progress.next + fresh.length,
    again: progress.again.slice(fromAgain.length),
    running: progress.running + size,
  };
  draft.changeTask(task.id, { runtimeContext: withProgress(draft.tasks.get(task.id), now) });
}

/** The lists are kept in memory and evaluated again after a restart of the service. */
function listsOf(draft: Draft, task: TaskRecord, { count }: ItemsProgress): ItemLists {
  const known = draft.state.itemLists.get(task.id) ?? evaluateItems(draft, task);
  draft.state.itemLists.set(task.id, known);
  if (known.count < count) throw new Invalid(`The lists of with-items of task ${task.name} have become shorter.`);
  return known;
}
