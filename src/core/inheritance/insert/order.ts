import type { Report } from "../report/problem.ts";
import { hint } from "../report/suggest.ts";
import type { Anchored } from "./placement.ts";

/**
 * Finds out in which order new tasks are placed: those first whose anchors are there, of these one with both anchors
 * first, else in the order of the text.
 *
 * @param anchored the new tasks with anchors, in the order of the text
 * @param isThere whether a task is in the workflow before anything is placed
 * @param names the tasks that are, for messages
 * @param report gets INH-011 for anchors that are not there, INH-016 for impossible ones
 */
export function orderOf(
  anchored: readonly Anchored[],
  isThere: (task: string) => boolean,
  names: readonly string[],
  report: Report,
): Anchored[] {
  const fine = anchored.filter((task, index) => isPlaceable(task, anchored.slice(0, index), isThere, names, report));
  const waiting = new Map(fine.map((task) => [task.name, task]));
  const unplaced = new Set(anchored.map(({ name }) => name));
  const order: Anchored[] = [];
  for (;;) {
    const ready = [...waiting.values()].filter((task) => anchorsOf(task).every((anchor) => !unplaced.has(anchor)));
    const next = ready.find(({ before, after }) => before !== undefined && after !== undefined) ?? ready[0];
    if (next === undefined) break;
    waiting.delete(next.name);
    unplaced.delete(next.name);
    order.push(next);
  }
  reportCircles(waiting, report);
  return order;
}

function isPlaceable(
  { name, before, after }: Anchored,
  earlier: readonly Anchored[],
  isThere: (task: string) => boolean,
  names: readonly string[],
  report: Report,
): boolean {
  const refuse = (message: string): false => {
    report.add("INH-016", ["tasks", name], message);
    return false;
  };
  if (before === name || after === name)
    return refuse(`task '${name}' cannot be inserted next to itself; name another task`);
  let isFine = true;
  for (const [word, anchor] of [
    ["before", before],
    ["after", after],
  ] as const) {
    if (anchor === undefined || isThere(anchor)) continue;
    report.add(
      "INH-011",
      ["tasks", name, word],
      `'${word}: ${anchor}' of new task '${name}': no task '${anchor}' in this workflow.${hint(anchor, names, "Tasks")}`,
    );
    isFine = false;
  }
  if (!isFine) return false;
  if (before === after) return refuse(`'${name}' names '${String(before)}' both as 'before' and as 'after'; name one`);
  const twin = earlier.find((other) => other.before === before && other.after === after);
  if (twin === undefined) return true;
  return refuse(
    `'${twin.name}' and '${name}' are inserted at the same place; say which comes first: '${name}: {after: ${twin.name}}'`,
  );
}

function anchorsOf({ before, after }: Anchored): string[] {
  return [before, after].filter((anchor) => anchor !== undefined);
}

/** Of the tasks that could not be placed, those that wait for each other; each circle is told at its first task. */
function reportCircles(waiting: ReadonlyMap<string, Anchored>, report: Report): void {
  const told = new Set<string>();
  for (const name of waiting.keys()) {
    if (told.has(name)) continue;
    const circle = [...waiting.keys()].filter(
      (other) => reaches(waiting, name, other) && reaches(waiting, other, name),
    );
    if (circle.length === 0) continue;
    for (const other of circle) told.add(other);
    report.add(
      "INH-016",
      ["tasks", name],
      `the anchors of ${circle.join(", ")} form a circle; anchor one of them elsewhere`,
    );
  }
}

function reaches(waiting: ReadonlyMap<string, Anchored>, from: string, to: string): boolean {
  const seen = new Set<string>();
  const pending = [from];
  for (let name = pending.pop(); name !== undefined; name = pending.pop()) {
    const task = waiting.get(name);
    for (const anchor of task === undefined ? [] : anchorsOf(task)) {
      if (anchor === to) return true;
      if (!seen.has(anchor)) pending.push(anchor);
      seen.add(anchor);
    }
  }
  return false;
}
