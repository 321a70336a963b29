import { isMap, type JsonMap } from "../../base/index.ts";
import { isFinal, type TaskRecord } from "../../model/index.ts";

/** How far a `with-items` task has come: counters, so that the cost of an item does not grow with their number. */
export interface ItemsProgress {
  readonly count: number;
  /** How many may run at once; null for no limit. */
  readonly capacity: number | null;
  /** The first item that was not started in this round. */
  readonly next: number;
  /** Items below `next` that are to be started once more, in order (rerun without reset). */
  readonly again: readonly number[];
  readonly running: number;
  readonly finished: number;
  readonly failed: number;
}

/** The progress of a task; undefined before its first item. */
export function itemsProgress(task: TaskRecord): ItemsProgress | undefined {
  const value = task.runtimeContext["with_items"];
  return isMap(value) && "again" in value ? (value as unknown as ItemsProgress) : undefined;
}

/** The task's runtime context with other progress. */
export function withProgress(task: TaskRecord, progress: ItemsProgress): JsonMap {
  return { ...task.runtimeContext, with_items: { ...progress } };
}

/** How many items could be started now. */
export function freePlaces(progress: ItemsProgress): number {
  const left = progress.count - progress.next + progress.again.length;
  return progress.capacity === null ? left : Math.max(0, Math.min(left, progress.capacity - progress.running));
}

/** Whether the task could start more items. */
export function hasRoom(task: TaskRecord): boolean {
  if (isFinal(task.state)) return false;
  if (task.state !== "RUNNING" && task.state !== "PAUSED") return false;
  const progress = itemsProgress(task);
  return progress !== undefined && freePlaces(progress) > 0;
}
