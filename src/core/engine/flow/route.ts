import { clausesOf } from "../../language/index.ts";
import type { Draft } from "../state/draft.ts";

/**
 * Names of the tasks to which a way leads, through any number of tasks, from something that is under way. Joins that only
 * wait are not under way: they wait for others.
 */
export function reachableNames(draft: Draft): ReadonlySet<string> {
  const reached = new Set<string>();
  const open: string[] = [];
  for (const task of draft.select("unfinished")) {
    if (task.state !== "WAITING" || draft.timersOf(task.id).length > 0) open.push(task.name);
  }
  const seen = new Set(open);
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    const spec = draft.spec.tasks.get(name);
    if (spec === undefined) continue;
    for (const [, clause] of clausesOf(spec)) {
      for (const { target } of clause.next) {
        if (target.type !== "task") continue;
        reached.add(target.name);
        if (!seen.has(target.name)) {
          seen.add(target.name);
          open.push(target.name);
        }
      }
    }
  }
  return reached;
}
