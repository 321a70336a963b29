import type { Flow } from "../canon/node.ts";
import type { Pen } from "../canon/pen.ts";
import type { Report } from "../report/problem.ts";
import { placeAfter, placeBefore, placeBetween } from "./direct.ts";
import { orderOf } from "./order.ts";
import { Placement } from "./placement.ts";
import type { Anchored } from "./placement.ts";
import { requireAfter, requireBefore, requireBetween } from "./reverse.ts";

/** One placing, with the workflow as it was before. */
export interface Insertion extends Anchored {
  readonly from: Flow;
}

/**
 * Places the new tasks that have anchors (design, section 6).
 *
 * @param flow the workflow after `override` and `tasks`; the new tasks are in it
 * @param anchored the new tasks with anchors, in the order of the text
 * @param pen the child
 * @param report gets INH-011 and INH-016
 */
export function insertAll(
  flow: Flow,
  anchored: readonly Anchored[],
  pen: Pen,
  report: Report,
): { flow: Flow; insertions: readonly Insertion[] } {
  const insertions: Insertion[] = [];
  const order = orderOf(anchored, (task) => flow.tasks.has(task), [...flow.tasks.keys()], report);
  let result = flow;
  for (const task of order) {
    const place = new Placement(result, task.name, pen);
    const refusal = insert(place, task);
    if (refusal !== undefined) {
      report.add("INH-016", ["tasks", task.name], refusal);
      continue;
    }
    insertions.push({ ...task, from: result });
    result = place.result();
  }
  return { flow: result, insertions };
}

function insert(place: Placement, { before, after }: Anchored): string | undefined {
  if (place.flow.type === "reverse") {
    if (before !== undefined && after !== undefined) return requireBetween(place, after, before);
    if (before !== undefined) requireBefore(place, before);
    if (after !== undefined) requireAfter(place, after);
    return undefined;
  }
  if (before !== undefined && after !== undefined) return placeBetween(place, after, before);
  if (before !== undefined) return placeBefore(place, before);
  return after === undefined ? undefined : placeAfter(place, after);
}
