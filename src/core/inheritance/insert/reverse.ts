import { itemsOf, withItems } from "../canon/next.ts";
import type { Item } from "../canon/node.ts";
import { addOnce } from "../edit/splice.ts";
import type { Placement } from "./placement.ts";

/**
 * Places a task in front of another one in a reverse workflow: that one requires it, and it requires what that one did,
 * unless it says itself what it requires (design, section 6).
 */
export function requireBefore(place: Placement, target: string): void {
  const { name } = place;
  const before = itemsOf(place.partsOf(target), "requires");
  const items: Item[] = [...itemsOf(place.partsOf(name), "requires")];
  if (items.length === 0) for (const { key } of before) if (key !== name) addOnce(items, place.written(key));
  setRequires(place, name, items);
  addRequirement(place, target, name);
}

/** Places a task behind another one: it requires that one, and whatever required that one requires it, too. */
export function requireAfter(place: Placement, source: string): void {
  const { name } = place;
  for (const [other, { parts }] of place.flow.tasks) {
    if (other === name) continue;
    if (itemsOf(parts, "requires").some(({ key }) => key === source)) addRequirement(place, other, name);
  }
  addRequirement(place, name, source);
}

/** Places a task on the requirement between two others. Returns why it cannot be done. */
export function requireBetween(place: Placement, source: string, target: string): string | undefined {
  if (!itemsOf(place.partsOf(target), "requires").some(({ key }) => key === source)) {
    return `cannot insert between '${source}' and '${target}': '${target}' does not require '${source}' itself; use one anchor`;
  }
  requireBefore(place, target);
  addRequirement(place, place.name, source);
  return undefined;
}

function addRequirement(place: Placement, task: string, required: string): void {
  const items: Item[] = [...itemsOf(place.partsOf(task), "requires")];
  if (items.some(({ key }) => key === required)) return;
  items.push(place.written(required));
  setRequires(place, task, items);
}

function setRequires(place: Placement, task: string, items: readonly Item[]): void {
  place.setParts(task, withItems(place.partsOf(task), "requires", items, [place.pen.id]));
}
