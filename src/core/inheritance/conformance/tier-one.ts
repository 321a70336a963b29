import { commandNames } from "../canon/attributes.ts";
import { effectiveNext, nextOf } from "../canon/next.ts";
import type { Flow, Item } from "../canon/node.ts";
import { isSame, isSameList, isSameNode } from "../canon/same.ts";
import { graphOf, isStart } from "../check/graph.ts";
import type { FlowGraph } from "../check/graph.ts";
import type { Insertion } from "../insert/insert.ts";
import { atomOf, atomsOf } from "./atoms.ts";
import { Groups, leadTowardsJoin } from "./groups.ts";
import { RunsOnce } from "./once.ts";
import { isPlacingFine } from "./placing.ts";
import type { Shown } from "./shown.ts";

/** A child on its way from the parent: with all edits but the insertions, then these one by one. */
export interface Script {
  readonly uninserted: Flow;
  readonly insertions: readonly Insertion[];
  readonly flow: Flow;
}

const observed = ["on-success", "on-error", "on-complete"] as const;

/**
 * Shows from the edits alone that a child behaves as its parent (design, section 11, tier 1): every edit must be one of
 * those that are known to keep the behaviour.
 *
 * @param parent the parent, a direct workflow
 * @param script the edits
 * @returns what is shown; undefined when some edit is none of those
 */
export function showByEdits(parent: Flow, script: Script): Shown | undefined {
  const { uninserted, insertions } = script;
  const inserted = new Set(insertions.map(({ name }) => name));
  const before = graphOf(parent);
  const after = graphOf(uninserted);
  const isNew = (task: string): boolean => uninserted.tasks.has(task) && !parent.tasks.has(task) && !inserted.has(task);
  const groups = new Groups(uninserted, after, isNew);
  const additions = additionsOf(parent, uninserted);
  if (additions === undefined) return undefined;
  const own = ownEntries(uninserted, inserted);
  if (own === undefined) return undefined;
  const known = atomsOf(before);
  const once = new RunsOnce(uninserted);
  for (const { source, item } of [...additions, ...own]) {
    if (!groups.enter(item.key, !once.has(source))) return undefined;
    if (item.guard !== undefined && known.has(atomOf(item.guard).text)) return undefined;
  }
  if (isHeldBack(parent, script.flow)) return undefined;
  const starts = [...uninserted.tasks.keys()].filter((name) => isNew(name) && isStart(after, name));
  if (!starts.every((name) => groups.enter(name, false))) return undefined;
  if (![...uninserted.tasks.keys()].every((name) => !isNew(name) || groups.isCovered(name))) return undefined;
  if (!insertions.every(isPlacingFine)) return undefined;
  return {
    protocol: insertions.length === 0 && starts.length === 0 && canBeFalse(additions),
    projection: true,
    assumptions: assumptionsOf(script, parent, before),
  };
}

/**
 * Whether some task does not start with the workflow only because of a way that is never taken: what a new task does after an
 * error (A1).
 */
function isHeldBack(parent: Flow, flow: Flow): boolean {
  const taken = new Set<string>();
  const led = new Set<string>();
  for (const { source, clause, item } of graphOf(flow).arrows) {
    led.add(item.key);
    if (parent.tasks.has(source) || clause === "on-success" || clause === "on-complete") taken.add(item.key);
  }
  return [...led].some((name) => flow.tasks.has(name) && !taken.has(name));
}

/** Whether all these entries can be kept out at once: each has a guard, and no two say the opposite. */
function canBeFalse(additions: readonly Addition[]): boolean {
  const values = new Map<string, boolean>();
  return additions.every(({ item }) => {
    if (item.guard === undefined) return false;
    const { text, isNegated } = atomOf(item.guard);
    const known = values.get(text) ?? isNegated;
    values.set(text, isNegated);
    return known === isNegated;
  });
}

interface Addition {
  readonly source: string;
  readonly item: Item;
}

/** The entries that old tasks got behind the inherited ones; undefined when anything else about the flow changed. */
function additionsOf(parent: Flow, child: Flow): Addition[] | undefined {
  const additions: Addition[] = [];
  const areDefaultsSame = parent.defaults === child.defaults;
  for (const [name, task] of parent.tasks) {
    const now = child.tasks.get(name);
    if (now === undefined) return undefined;
    if (areDefaultsSame && now.parts === task.parts) continue;
    const [join, joinNow] = [task.parts.get("join"), now.parts.get("join")];
    if ((join === undefined) !== (joinNow === undefined)) return undefined;
    if (join !== undefined && joinNow !== undefined && !isSameNode(join, joinNow)) return undefined;
    const skips = [parent, child].map((flow, index) =>
      effectiveNext(name, (index === 0 ? task : now).parts, flow.defaults, "on-skip"),
    );
    if (!isSameList(skips[0] ?? [], skips[1] ?? [])) return undefined;
    for (const clause of observed) {
      const old = effectiveNext(name, task.parts, parent.defaults, clause);
      const entries = effectiveNext(name, now.parts, child.defaults, clause);
      if (!old.every((item, index) => isSame(item.value, entries[index]?.value ?? null))) return undefined;
      const more = entries.slice(old.length);
      if (more.length > 0 && clause === "on-error" && old.every(({ guard }) => guard !== undefined)) return undefined;
      additions.push(...more.map((item) => ({ source: name, item })));
    }
  }
  return additions;
}

/** What inserted tasks say themselves: further entries of tasks that count as old once they are placed. */
function ownEntries(flow: Flow, inserted: ReadonlySet<string>): Addition[] | undefined {
  const entries: Addition[] = [];
  for (const name of inserted) {
    const parts = flow.tasks.get(name)?.parts;
    if (parts === undefined) continue;
    if (
      nextOf(parts, "on-complete") === undefined &&
      effectiveNext(name, parts, flow.defaults, "on-complete").length > 0
    ) {
      return undefined;
    }
    for (const clause of ["on-success", "on-complete"]) {
      for (const item of nextOf(parts, clause)?.items ?? []) entries.push({ source: name, item });
    }
    for (const clause of ["on-error", "on-skip"]) {
      const items = effectiveNext(name, parts, flow.defaults, clause);
      if (leadTowardsJoin(flow, graphOf(flow), items)) return undefined;
    }
  }
  return entries;
}

function assumptionsOf({ flow, insertions }: Script, parent: Flow, before: FlowGraph): string[] {
  const assumptions: string[] = [];
  if ([...flow.tasks.keys()].some((name) => !parent.tasks.has(name))) assumptions.push("A1");
  if (graphOf(flow).arrows.some(({ item }) => item.guard !== undefined && !commandNames.has(item.key)))
    assumptions.push("A2");
  const movesGuard = insertions.some(
    ({ after, before: target, from }) =>
      after !== undefined &&
      target === undefined &&
      (nextOf(from.tasks.get(after)?.parts ?? new Map(), "on-success")?.items ?? []).some(
        ({ guard }) => guard !== undefined,
      ),
  );
  if (movesGuard && before.arrows.length > 0) assumptions.push("A3");
  return assumptions;
}
