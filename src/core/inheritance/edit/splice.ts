import { isMap } from "../../base/index.ts";
import type { Json } from "../../base/index.ts";
import type { Item, List } from "../canon/node.ts";
import { retold } from "../canon/pen.ts";
import { pointerTo } from "../canon/pointer.ts";
import { isSame, isSameList } from "../canon/same.ts";
import { textOf } from "../canon/value.ts";
import type { Session } from "./session.ts";

/** `super`, or `{super: parent}`. */
interface Super {
  readonly parent: Json | undefined;
}

/** Whether a list element stands for inherited ones. */
export function superOf(value: Json): Super | undefined {
  if (value === "super") return { parent: undefined };
  if (!isMap(value) || !Object.hasOwn(value, "super") || Object.keys(value).length !== 1) return undefined;
  return { parent: value["super"] };
}

/**
 * Merges a list of a child with the inherited one (design, section 6): replaced, unless `super` stands in it.
 *
 * @param old the inherited list, after `remove`
 * @param written the list of the child
 * @param unit the path of the list in the result
 * @param text the path of the list in the child's text, for reports
 * @param session what the edits of the child share
 */
export function spliceList(
  old: List | undefined,
  written: List,
  unit: readonly string[],
  text: readonly string[],
  session: Session,
): List | undefined {
  const isContested = session.contested.has(pointerTo(unit));
  if (!written.items.some(({ value }) => superOf(value) !== undefined)) {
    if (!isContested && old !== undefined && isSameList(old.items, written.items)) return old;
    const op = isContested ? "settle" : "set";
    return { ...written, items: written.items.map((item) => ({ ...item, trail: retold(item.trail, op) })) };
  }
  if (!areSupersFine(written, isContested, text, session)) return old;
  const items: Item[] = [];
  for (const item of written.items) {
    const mark = superOf(item.value);
    if (mark === undefined) {
      addOnce(items, { ...item, trail: retold(item.trail, "append") });
      continue;
    }
    const parent = mark.parent === undefined ? -1 : session.parentNames.indexOf(textOf(mark.parent));
    const list = parent < 0 ? old : session.listOf(parent, unit);
    for (const inherited of list?.items ?? []) addOnce(items, inherited);
  }
  if (items.length === 0) return undefined;
  if (!isContested && old !== undefined && isSameList(old.items, items)) return old;
  return { kind: "list", items, origins: [session.pen.id] };
}

/** Appends an element unless an equal one is there. */
export function addOnce(items: Item[], item: Item): void {
  if (!items.some(({ key, value }) => key === item.key && isSame(value, item.value))) items.push(item);
}

function areSupersFine(written: List, isContested: boolean, text: readonly string[], session: Session): boolean {
  const { report, parentNames } = session;
  const seen = new Set<Json | undefined>();
  for (const { value } of written.items) {
    const mark = superOf(value);
    if (mark === undefined) continue;
    const { parent } = mark;
    const problem = problemOf(parent, parentNames, isContested, seen.has(parent));
    if (problem !== undefined) {
      report.add("INH-015", text, problem);
      return false;
    }
    seen.add(parent);
  }
  if (seen.has(undefined) && seen.size > 1) {
    report.add("INH-015", text, "'super' stands here twice; write it once, or name each parent: {super: <parent>}");
    return false;
  }
  return true;
}

function problemOf(
  parent: Json | undefined,
  parents: readonly string[],
  isContested: boolean,
  isTwice: boolean,
): string | undefined {
  if (isTwice)
    return `${parent === undefined ? "'super'" : `'super: ${textOf(parent)}'`} stands here twice; write it once`;
  if (parent === undefined) {
    if (!isContested) return undefined;
    return `'super' is ambiguous, as the parents disagree; name one: ${parents.map((name) => `{super: ${name}}`).join(", ")}`;
  }
  const places = parents.filter((name) => name === parent).length;
  if (places === 1) return undefined;
  const label = textOf(parent);
  if (places > 1) return `'super: ${label}' is ambiguous: two parents are called so; write the list`;
  return `'super: ${label}' names no parent of this workflow; its parents are: ${parents.join(", ")}`;
}
