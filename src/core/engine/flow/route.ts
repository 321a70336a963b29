import { clausesOf, type WorkflowSpec } from "../../language/index.ts";
import type { Draft } from "../state/draft.ts";

/**
 * Names of the tasks to which a way leads, through any number of tasks, from something that is under way. Joins that only
 * wait are not under way: they wait for others.
 */
export function reachableNames(draft: Draft): ReadonlySet<string> {
  const active = draft
    .select("unfinished")
    .filter((task) => task.state !== "WAITING" || draft.timersOf(task.id).length > 0)
    .map(({ name }) => name);
  return namesFrom(draft.spec, active);
}

/** Whether a way leads from a task back to itself. */
export function isInLoop(draft: Draft, name: string): boolean {
  return namesFrom(draft.spec, [name]).has(name);
}

/** Whether a way leads from one task to another one, and none back. */
export function leadsOnly({ spec }: Draft, from: string, to: string): boolean {
  return from !== to && namesFrom(spec, [from]).has(to) && !namesFrom(spec, [to]).has(from);
}

function namesFrom(spec: WorkflowSpec, starts: readonly string[]): ReadonlySet<string> {
  const reached = new Set<string>();
  const seen = new Set(starts);
  const open = [...seen];
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    const task = spec.tasks.get(name);
    if (task === undefined) continue;
    for (const [, clause] of clausesOf(task)) {
      for (const { target } of clause.next) {
        if (target.type !== "task") continue;
        reached.add(target.name);
        if (seen.has(target.name)) continue;
        seen.add(target.name);
        open.push(target.name);
      }
    }
  }
  return reached;
}
