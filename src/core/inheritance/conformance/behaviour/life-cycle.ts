import { blockingOf } from "./blocking.ts";
import type { Blocking } from "./blocking.ts";
import type { Question } from "./space/net.ts";

/** More guarded ways into new tasks than this are not gone through in all combinations (design, section 11). */
const maxArrows = 12;

/**
 * All ways to leave out some of the new tasks that have a guard on every way into them: those that can be left out.
 *
 * @returns undefined when there are too many
 */
export function someBlockings(question: Question): Blocking[] | undefined {
  const { roles, child } = question;
  const isNew = (task: number): boolean => roles[task] === "hidden";
  const guarded = new Map<number, boolean>();
  let arrows = 0;
  for (const [task, { onSuccess, onError }] of child.nodes.entries()) {
    for (const { to, atom } of isNew(task) ? onSuccess : [...onSuccess, ...onError]) {
      if (to < 0 || !isNew(to)) continue;
      arrows += isNew(task) ? 0 : 1;
      // What is entered without a guard from a new task can be left out with that one.
      guarded.set(to, (guarded.get(to) ?? true) && (atom >= 0 || isNew(task)));
    }
  }
  const candidates = [...guarded].filter(([, isGuarded]) => isGuarded).map(([task]) => task);
  if (arrows > maxArrows || candidates.length > maxArrows) return undefined;
  const blockings: Blocking[] = [];
  for (let choice = 1; choice < 2 ** candidates.length; choice += 1) {
    const tasks = new Set(candidates.filter((_, place) => (choice & (1 << place)) !== 0));
    const blocking = blockingOf(question, tasks);
    if ("values" in blocking) blockings.push(blocking);
  }
  return blockings;
}
