import type { Clause, Entries, Leaf, Node, Parts } from "../canon/node.ts";
import { retold } from "../canon/pen.ts";
import { pointerTo } from "../canon/pointer.ts";
import { isSameLeaf } from "../canon/same.ts";
import { slotOf } from "../canon/units.ts";
import type { Session } from "./session.ts";
import { spliceList } from "./splice.ts";

/**
 * Lays the attributes of a patch over inherited ones (design, section 4).
 *
 * @param base the inherited attributes, after `remove`
 * @param patch what the child writes, read with the operation `set`
 * @param place the path of the attributes in the result
 * @param text their path in the child's text, for reports
 * @param session what the edits of the child share
 * @returns `base` itself when nothing changes
 */
export function mergeParts(
  base: Parts,
  patch: Parts,
  place: readonly string[],
  text: readonly string[],
  session: Session,
): Parts {
  const merged = new Map(base);
  let isChanged = false;
  for (const [attribute, written] of patch) {
    const unit = [...place, slotOf(attribute)];
    const other = otherCall(attribute);
    const replaced = other === undefined ? undefined : base.get(other);
    if (other !== undefined && replaced?.kind === "leaf" && written.kind === "leaf") {
      merged.delete(other);
      merged.set(attribute, overLeaf(replaced, written, unit, session));
      isChanged = true;
      continue;
    }
    const old = base.get(attribute);
    const node = mergeNode(old, written, unit, [...text, attribute], session);
    if (node === old && old !== undefined) continue;
    isChanged = true;
    if (node === undefined) merged.delete(attribute);
    else merged.set(attribute, node);
  }
  return isChanged ? merged : base;
}

/** The name of the other attribute of the one slot of `action` and `workflow`. */
function otherCall(attribute: string): string | undefined {
  if (attribute === "action") return "workflow";
  return attribute === "workflow" ? "action" : undefined;
}

function mergeNode(
  old: Node | undefined,
  written: Node,
  unit: readonly string[],
  text: readonly string[],
  session: Session,
): Node | undefined {
  switch (written.kind) {
    case "list":
      return spliceList(old?.kind === "list" ? old : undefined, written, unit, text, session);
    case "clause":
      return mergeClause(old?.kind === "clause" ? old : undefined, written, unit, text, session);
    case "entries":
      return mergeEntries(old, written, unit, text, session);
    case "leaf":
      return mergeWhole(old, written, unit, text, session);
  }
}

function mergeEntries(
  old: Node | undefined,
  written: Entries,
  unit: readonly string[],
  text: readonly string[],
  session: Session,
): Node | undefined {
  if (old?.kind === "leaf") {
    if (session.contested.has(pointerTo(unit))) return settleAll(written);
    reportMixture(unit, text, session);
    return old;
  }
  const isContested = session.contested.has(pointerTo(unit));
  if (isContested) return settleAll(written);
  const entries = new Map(old?.kind === "entries" ? old.entries : []);
  let isChanged = old === undefined;
  for (const [key, leaf] of written.entries) {
    const before = entries.get(key);
    const after = mergeLeaf(before, leaf, [...unit, key], session);
    if (after === before) continue;
    isChanged = true;
    entries.set(key, after);
  }
  return isChanged ? { kind: "entries", entries } : old;
}

function mergeWhole(
  old: Node | undefined,
  written: Leaf,
  unit: readonly string[],
  text: readonly string[],
  session: Session,
): Node | undefined {
  if (old?.kind === "entries") {
    if (session.contested.has(pointerTo(unit))) return { ...written, trail: retold(written.trail, "settle") };
    if (old.entries.size > 0) {
      reportMixture(unit, text, session);
      return old;
    }
  }
  return mergeLeaf(old?.kind === "leaf" ? old : undefined, written, unit, session);
}

/** One value over another: `set` where there was none, `override` where there was another, `settle` a conflict. */
function mergeLeaf(old: Leaf | undefined, written: Leaf, unit: readonly string[], session: Session): Leaf {
  if (old !== undefined && isSameLeaf(old, written) && !session.contested.has(pointerTo(unit))) return old;
  return old === undefined && !session.contested.has(pointerTo(unit)) ? written : overLeaf(old, written, unit, session);
}

function overLeaf(old: Leaf | undefined, written: Leaf, unit: readonly string[], session: Session): Leaf {
  if (session.contested.has(pointerTo(unit))) return { ...written, trail: retold(written.trail, "settle") };
  return { ...written, trail: [...(old?.trail ?? []), ...retold(written.trail, "override")] };
}

function mergeClause(
  old: Clause | undefined,
  written: Clause,
  unit: readonly string[],
  text: readonly string[],
  session: Session,
): Clause | undefined {
  const publish = new Map(old?.publish);
  let isChanged = false;
  for (const [scope, variables] of written.publish) {
    const before = publish.get(scope);
    const after = mergeNode(before, variables, [...unit, "publish", scope], text, session);
    if (after === before || (after?.kind !== "entries" && after?.kind !== "leaf")) continue;
    isChanged = true;
    publish.set(scope, after);
  }
  const next =
    written.next === undefined ? old?.next : spliceList(old?.next, written.next, [...unit, "next"], text, session);
  if (!isChanged && next === old?.next) return old;
  return publish.size === 0 && next === undefined ? undefined : { kind: "clause", publish, next };
}

function settleAll({ entries }: Entries): Entries {
  const settled = new Map<string, Leaf>();
  for (const [key, leaf] of entries) settled.set(key, { ...leaf, trail: retold(leaf.trail, "settle") });
  return { kind: "entries", entries: settled };
}

function reportMixture(unit: readonly string[], text: readonly string[], { report }: Session): void {
  const path = unit.join(".");
  report.add(
    "INH-021",
    text,
    `'${path}' is an expression on one side and a map on the other, which cannot be merged; remove '${path}' first`,
  );
}
