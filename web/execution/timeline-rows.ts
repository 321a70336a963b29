import type { LiveTask } from "../../src/client/index.ts";
import { keyOf, type TaskPath } from "../graph/path.ts";

/** A run of a task as a line of the timeline. */
export interface TimelineRow {
  readonly path: TaskPath;
  readonly task: LiveTask;
}

/**
 * The runs of an execution in the order in which they were made, each followed by those of the sub-workflow open in it.
 *
 * @param tasksOf the runs of an execution, in order
 * @param opened executions by the path of the task that they are open in
 */
export function timelineRows(
  execution: string,
  tasksOf: (execution: string) => readonly LiveTask[],
  opened: ReadonlyMap<string, string>,
  path: TaskPath = [],
): TimelineRow[] {
  return tasksOf(execution).flatMap((task) => {
    const own = [...path, task.name];
    const inner = opened.get(keyOf(own));
    const below = inner === undefined ? [] : timelineRows(inner, tasksOf, opened, own);
    return [{ path: own, task }, ...below];
  });
}

const steps = [1, 2, 5, 10, 20, 50, 100, 200, 500].flatMap((step) => [step]);
const longSteps = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 21_600, 43_200, 86_400].map(
  (s) => s * 1000,
);

/**
 * Round moments along a span.
 *
 * @param spanMs its length in milliseconds
 * @param most how many there is room for
 * @returns distances from its beginning, in milliseconds
 */
export function ticksOf(spanMs: number, most: number): number[] {
  const all = [...steps, ...longSteps];
  const step = all.find((one) => spanMs / one <= most) ?? Math.ceil(spanMs / most / 86_400_000) * 86_400_000;
  const ticks: number[] = [];
  for (let at = 0; at <= spanMs; at += step) ticks.push(at);
  return ticks;
}
