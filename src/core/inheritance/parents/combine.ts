import type { Flow, Gone, Task } from "../canon/node.ts";
import { pointerTo } from "../canon/pointer.ts";
import { isSameParts } from "../canon/same.ts";
import { unitsOf } from "../canon/units.ts";
import type { Ancestry } from "./ancestry.ts";
import { Chooser } from "./choose.ts";
import type { Candidate, Conflict, Side } from "./choose.ts";
import { combineParts } from "./combine-parts.ts";

/**
 * Combines several parents, whatever their order (design, section 8.3). Where they disagree, the result holds one of
 * their values for the child to replace or remove.
 *
 * @param id the child
 * @param sides the parents, of one type
 * @param ancestry covers the parents
 */
export function combine(
  id: string,
  sides: readonly [Side, ...Side[]],
  ancestry: Ancestry,
): { flow: Flow; conflicts: readonly Conflict[] } {
  const chooser = new Chooser(sides, ancestry);
  const parts = combineParts(
    sides.map(({ flow }) => flow.parts),
    [],
    chooser,
  );
  const defaults = combineParts(
    sides.map(({ flow }) => flow.defaults),
    ["task-defaults"],
    chooser,
  );
  const tasks = new Map<string, Task>();
  for (const name of new Set(sides.flatMap(({ flow }) => [...flow.tasks.keys()]))) {
    const task = combineTask(id, name, sides, chooser);
    if (task !== undefined) tasks.set(name, task);
  }
  const gone = goneOf(sides, chooser.gone);
  const conflicts = chooser.conflicts.toSorted((a, b) => rank(a) - rank(b));
  return { flow: { type: sides[0].flow.type, parts, defaults, tasks, gone }, conflicts };
}

/** Maps that callers see come first, then what describes the workflow, then what is in it. */
function rank({ path: [area = ""] }: Conflict): number {
  const order = ["input", "output", "output-on-error", "vars", "description", "tags", "task-defaults", "tasks"];
  return order.indexOf(area);
}

function combineTask(id: string, name: string, sides: readonly Side[], chooser: Chooser): Task | undefined {
  const path = ["tasks", name];
  const holders = sides.map(({ flow }) => flow.tasks.get(name));
  const present = holders.filter((task) => task !== undefined);
  const [first] = present;
  if (first === undefined) return undefined;
  const births = new Set(present.map(({ born }) => born.join(" ")));
  if (births.size > 1) {
    return chooser.choose(path, candidatesOf(holders, path, chooser), (a, b) => isSameParts(a.parts, b.parts));
  }
  const removal = chooser.tombstone(path);
  if (removal !== undefined && !isDisputed(holders, path, chooser)) {
    chooser.gone.set(pointerTo(path), removal);
    return undefined;
  }
  const parts = combineParts(
    holders.map((task) => task?.parts),
    path,
    chooser,
  );
  const same = present.find((task) => task.parts === parts) ?? present.find((task) => isSameParts(task.parts, parts));
  return { ...first, parts, changed: same?.changed ?? [id] };
}

/** Whether a task that one parent removed was changed by another one. */
function isDisputed(holders: readonly (Task | undefined)[], path: readonly string[], chooser: Chooser): boolean {
  for (const task of holders) {
    if (task === undefined) continue;
    for (const unit of unitsOf(task.parts, path)) {
      const removal = chooser.tombstone(unit.path);
      if (removal !== undefined && !chooser.isOlder(unit.origins, removal.origins)) return true;
    }
  }
  return false;
}

function candidatesOf(
  holders: readonly (Task | undefined)[],
  path: readonly string[],
  chooser: Chooser,
): (Candidate<Task> | undefined)[] {
  return holders.map((task, index) => {
    if (task !== undefined) return { value: task, origins: task.changed };
    const removal = chooser.tombstone(path, index);
    return removal === undefined ? undefined : { value: undefined, origins: removal.origins };
  });
}

/** What is gone for the child: what a parent lacks after a removal, unless another one has it. */
function goneOf(sides: readonly Side[], chosen: ReadonlyMap<string, Gone>): Map<string, Gone> {
  const gone = new Map<string, Gone>();
  for (const { flow } of sides) for (const [pointer, removal] of flow.gone) gone.set(pointer, removal);
  for (const [pointer, removal] of chosen) gone.set(pointer, removal);
  return gone;
}
