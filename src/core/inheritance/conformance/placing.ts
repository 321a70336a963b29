import { commandNames } from "../canon/attributes.ts";
import { effectiveNext } from "../canon/next.ts";
import { circlesOf, graphOf, reach } from "../check/graph.ts";
import type { Insertion } from "../insert/insert.ts";
import { publishesForGuard } from "./atoms.ts";

/**
 * Whether an insertion is one that is known to keep the behaviour when the new task is hidden (design, section 11, tier
 * 1): its anchors lie on no cycle; behind a task no command moves, and no guard that the new task could change.
 *
 * @param insertion the placing of one task in a direct workflow
 */
export function isPlacingFine({ name, before, after, from }: Insertion): boolean {
  const graph = graphOf(from);
  for (const anchor of [before, after]) {
    if (anchor !== undefined && reach(graph.targets, anchor).has(anchor)) return false;
  }
  if (after === undefined || before !== undefined) return true;
  const moved = effectiveNext(after, from.tasks.get(after)?.parts ?? new Map(), from.defaults, "on-success");
  if (moved.some(({ key }) => commandNames.has(key))) return false;
  if (moved.every(({ guard }) => guard === undefined)) return true;
  const parts = from.tasks.get(name)?.parts ?? new Map();
  return circlesOf(graph.targets).length === 0 && !publishesForGuard(parts, moved);
}
