import { commandNames } from "../canon/attributes.ts";
import { effectiveNext } from "../canon/next.ts";
import type { Item, Parts } from "../canon/node.ts";
import { isSameList } from "../canon/same.ts";
import { circlesOf, graphOf, reach } from "../check/graph.ts";
import type { Insertion } from "../insert/insert.ts";
import { publishesForGuard } from "./atoms.ts";
import { joinOf, RunsOnce } from "./once.ts";

/**
 * Whether an insertion is one that is known to keep the behaviour when the new task is hidden (design, section 11, tier
 * 1): its anchors lie on no cycle; behind a task no command moves, and no guard that the new task could change. The time
 * that the new task takes must not matter to a join either (decision 103).
 *
 * @param insertion the placing of one task in a direct workflow
 */
export function isPlacingFine(insertion: Insertion): boolean {
  const { name, before, after, from } = insertion;
  const graph = graphOf(from);
  // Somebody leads to it, if only after an error that never comes: a join that it takes over would wait for that.
  if ((graph.sources.get(name)?.size ?? 0) > 0) return false;
  for (const anchor of [before, after]) {
    if (anchor !== undefined && reach(graph.targets, anchor).has(anchor)) return false;
  }
  if (!isPunctual(insertion)) return false;
  if (after === undefined) return before === undefined || isJoinMovable(insertion, before);
  if (before !== undefined) return true;
  const moved = nextIn(insertion, after, "on-success");
  if (moved.some(({ key }) => commandNames.has(key))) return false;
  if (moved.every(({ guard }) => guard === undefined)) return true;
  return circlesOf(graph.targets).length === 0 && !publishesForGuard(partsIn(insertion, name), moved);
}

/**
 * Whether no join can tell that something comes later: one that waits for a number runs again for those that come late, and
 * one that waits for all starts while a task that feeds it is still to run again.
 */
function isPunctual(insertion: Insertion): boolean {
  const { before, after, from } = insertion;
  const targets = before === undefined ? nextIn(insertion, after ?? "", "on-success").map(({ key }) => key) : [before];
  if (targets.some((target) => typeof joinOf(partsIn(insertion, target)) === "number")) return false;
  const anchor = after ?? before ?? "";
  const once = new RunsOnce(from);
  return [anchor, ...reach(graphOf(from).targets, anchor)].every(
    (task) => joinOf(partsIn(insertion, task)) === undefined || (once.has(task) && !endsAll(insertion, task)),
  );
}

/** Whether a join that can never start ends the workflow: what runs beside it sees when that is. */
function endsAll(insertion: Insertion, join: string): boolean {
  const next = ["on-error", "on-complete"].flatMap((clause) => nextIn(insertion, join, clause));
  return next.some(({ key }) => key === "fail" || key === "succeed");
}

/** A join that can never start follows its `on-error`; the new task that takes it over must do the same. */
function isJoinMovable(insertion: Insertion, join: string): boolean {
  if (joinOf(partsIn(insertion, join)) === undefined) return true;
  return ["on-error", "on-complete"].every((clause) =>
    isSameList(nextIn(insertion, join, clause), nextIn(insertion, insertion.name, clause)),
  );
}

function nextIn(insertion: Insertion, task: string, clause: string): readonly Item[] {
  return effectiveNext(task, partsIn(insertion, task), insertion.from.defaults, clause);
}

function partsIn({ from }: Insertion, task: string): Parts {
  return from.tasks.get(task)?.parts ?? new Map();
}
