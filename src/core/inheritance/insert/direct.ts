import { clauseNames } from "../canon/attributes.ts";
import { effectiveNext, leadsTo, nextOf, withNext } from "../canon/next.ts";
import type { Item, Parts } from "../canon/node.ts";
import { stepOf } from "../canon/pen.ts";
import { pointerTo } from "../canon/pointer.ts";
import { callsTaskUnnamed } from "../check/reads.ts";
import { addOnce } from "../edit/splice.ts";
import type { Placement } from "./placement.ts";

/**
 * Places a task in front of another one in a direct workflow (design, section 6).
 *
 * @param place the workflow and the task to be placed
 * @param target the task that it goes before
 * @returns why it cannot be done, or undefined
 */
export function placeBefore(place: Placement, target: string): string | undefined {
  const { name, pen } = place;
  if (leadsTo(place.flow.defaults, target)) {
    return `cannot insert before '${target}': 'task-defaults' lead to it, and '${name}' could be led back to itself; give the tasks clauses of their own`;
  }
  const join = place.partsOf(target).get("join");
  if (join !== undefined && place.partsOf(name).has("join")) {
    return `cannot insert before '${target}': both tasks have 'join', and the one of '${target}' moves to '${name}'; drop one of them`;
  }
  for (const [source, task] of place.flow.tasks) {
    if (source === name || !leadsTo(task.parts, target)) continue;
    let { parts } = task;
    for (const clause of clauseNames) parts = redirect(place, parts, clause, target);
    place.setParts(source, parts);
  }
  leadFirst(place, target);
  if (join?.kind !== "leaf") return undefined;
  const left = new Map(place.partsOf(target));
  left.delete("join");
  place.setParts(target, left);
  place.gone.set(pointerTo(["tasks", target, "join"]), { origins: [pen.id], trail: join.trail });
  const step = stepOf(pen, "move-join", ["tasks", name, "before"]);
  place.setParts(
    name,
    new Map(place.partsOf(name)).set("join", { ...join, origins: [pen.id], trail: [...join.trail, step] }),
  );
  return undefined;
}

/** Places a task behind another one: it takes over the transitions on success. Returns why it cannot be done. */
export function placeAfter(place: Placement, source: string): string | undefined {
  const { name, flow, pen } = place;
  const own = nextOf(place.partsOf(source), "on-success")?.items ?? [];
  const moved = effectiveNext(source, place.partsOf(source), flow.defaults, "on-success");
  const refusal = whyNotAfter(place, source, moved);
  if (refusal !== undefined) return refusal;
  const written = nextOf(place.partsOf(name), "on-success")?.items ?? [];
  const items: Item[] = [];
  if (own.length > 0) for (const item of own) addOnce(items, place.moved(item));
  else if (written.length > 0) {
    for (const item of moved) if (item.key !== name) addOnce(items, place.moved(item));
  }
  for (const item of written) addOnce(items, item);
  place.setParts(name, withNext(place.partsOf(name), "on-success", items, [pen.id]));
  place.setParts(source, withNext(place.partsOf(source), "on-success", [place.written(name)], [pen.id]));
  return undefined;
}

/** Places a task on the arrow between two others. Returns why it cannot be done. */
export function placeBetween(place: Placement, source: string, target: string): string | undefined {
  const own = nextOf(place.partsOf(source), "on-success")?.items ?? [];
  const entries = own.filter(({ key }) => key === target);
  if (entries.length === 0) {
    return `cannot insert between '${source}' and '${target}': '${source}' has no entry '${target}' of its own under 'on-success'; use one anchor`;
  }
  const refusal = whyNotAfter(place, source, entries, false);
  if (refusal !== undefined) return refusal;
  place.setParts(source, redirect(place, place.partsOf(source), "on-success", target));
  leadFirst(place, target);
  return undefined;
}

function whyNotAfter(
  place: Placement,
  source: string,
  moved: readonly Item[],
  doGuardsMove = true,
): string | undefined {
  const { name, flow } = place;
  if (doGuardsMove && moved.some(({ value }) => callsTaskUnnamed(value))) {
    return `cannot insert after '${source}': a guard that would move to '${name}' says task() and would then mean '${name}'; write task(${source}) there`;
  }
  if (leadsTo(flow.defaults, source)) {
    return `cannot insert after '${source}': 'task-defaults' lead to it, and '${name}' would lead back to it; give the tasks clauses of their own`;
  }
  for (const { key } of moved) {
    if (!place.partsOf(key).has("join")) continue;
    const isAlsoReached = clauseNames.some(
      (clause) =>
        clause !== "on-success" &&
        effectiveNext(source, place.partsOf(source), flow.defaults, clause).some((item) => item.key === key),
    );
    if (isAlsoReached) {
      return `cannot insert after '${source}': it also leads to join '${key}' by another clause, which would then wait for both '${source}' and '${name}'; insert before '${key}' instead`;
    }
  }
  return undefined;
}

function redirect(place: Placement, parts: Parts, clause: string, target: string): Parts {
  const next = nextOf(parts, clause);
  if (next === undefined || !next.items.some(({ key }) => key === target)) return parts;
  const items: Item[] = [];
  for (const item of next.items) addOnce(items, item.key === target ? place.redirected(item, place.name) : item);
  return withNext(parts, clause, items, [place.pen.id]);
}

/** Makes the anchor the first entry under `on-success` of the new task. */
function leadFirst(place: Placement, target: string): void {
  const parts = place.partsOf(place.name);
  const items = [place.written(target)];
  for (const item of nextOf(parts, "on-success")?.items ?? []) addOnce(items, item);
  place.setParts(place.name, withNext(parts, "on-success", items, [place.pen.id]));
}
