import type { Clause, Entries, Leaf, List, Node, Parts } from "../canon/node.ts";
import { isSameLeaf, isSameList } from "../canon/same.ts";
import { slotOf } from "../canon/units.ts";
import type { Chooser } from "./choose.ts";

type Maybe<T> = T | undefined;

/**
 * Combines the attributes of several parents unit by unit.
 *
 * @param sides the attributes each parent has; undefined for one without the task
 * @param place the path of the attributes
 * @param chooser decides
 */
export function combineParts(sides: readonly Maybe<Parts>[], place: readonly string[], chooser: Chooser): Parts {
  const [first] = sides;
  if (first !== undefined && sides.every((side) => side === first)) return first;
  const result = new Map<string, Node>();
  for (const attribute of new Set(sides.flatMap((side) => [...(side?.keys() ?? [])].map(slotOf)))) {
    const path = [...place, attribute];
    if (attribute === "action") combineCall(sides, path, chooser, result);
    else {
      const node = combineNode(
        sides.map((side) => side?.get(attribute)),
        path,
        chooser,
      );
      if (node !== undefined) result.set(attribute, node);
    }
  }
  return result;
}

interface Call {
  readonly attribute: string;
  readonly leaf: Leaf;
  readonly origins: Leaf["origins"];
}

function combineCall(
  sides: readonly Maybe<Parts>[],
  path: readonly string[],
  chooser: Chooser,
  result: Map<string, Node>,
): void {
  const calls = sides.map((side): Maybe<Call> => {
    for (const attribute of ["action", "workflow"]) {
      const leaf = side?.get(attribute);
      if (leaf?.kind === "leaf") return { attribute, leaf, origins: leaf.origins };
    }
    return undefined;
  });
  const call = chooser.chooseSourced(path, calls, (a, b) => a.attribute === b.attribute && isSameLeaf(a.leaf, b.leaf));
  if (call !== undefined) result.set(call.attribute, { ...call.leaf, origins: call.origins });
}

function combineNode(nodes: readonly Maybe<Node>[], path: readonly string[], chooser: Chooser): Maybe<Node> {
  const some = nodes.find((node) => node !== undefined);
  if (some === undefined || nodes.every((node) => node === some)) return some;
  if (nodes.some((node) => node?.kind === "leaf")) return combineWhole(nodes, path, chooser);
  switch (some.kind) {
    case "leaf":
      return some;
    case "entries":
      return combineEntries(
        nodes.map((node) => (node?.kind === "entries" ? node : undefined)),
        path,
        chooser,
      );
    case "list":
      return combineLists(
        nodes.map((node) => (node?.kind === "list" ? node : undefined)),
        path,
        chooser,
      );
    case "clause":
      return combineClauses(
        nodes.map((node) => (node?.kind === "clause" ? node : undefined)),
        path,
        chooser,
      );
  }
}

/** One value each; a map on one side and an expression on the other are compared as wholes. */
function combineWhole(nodes: readonly Maybe<Node>[], path: readonly string[], chooser: Chooser): Maybe<Node> {
  const wholes = nodes.map((node) => {
    if (node === undefined) return undefined;
    const origins = node.kind === "leaf" ? node.origins : node.kind === "entries" ? originsOf(node) : [];
    return { node, origins };
  });
  const isSame = (a: { node: Node }, b: { node: Node }): boolean =>
    a.node === b.node || (a.node.kind === "leaf" && b.node.kind === "leaf" && isSameLeaf(a.node, b.node));
  const whole = chooser.chooseSourced(path, wholes, isSame);
  if (whole === undefined) return undefined;
  return whole.node.kind === "leaf" ? { ...whole.node, origins: whole.origins } : whole.node;
}

function originsOf({ entries }: Entries): Leaf["origins"] {
  return [...new Set([...entries.values()].flatMap(({ origins }) => origins))].toSorted();
}

function combineEntries(sides: readonly Maybe<Entries>[], path: readonly string[], chooser: Chooser): Maybe<Entries> {
  const entries = new Map<string, Leaf>();
  for (const key of new Set(sides.flatMap((side) => [...(side?.entries.keys() ?? [])]))) {
    const leaves = sides.map((side) => side?.entries.get(key));
    const leaf = chooser.chooseSourced([...path, key], leaves, isSameLeaf);
    if (leaf !== undefined) entries.set(key, leaf);
  }
  return entries.size === 0 ? undefined : { kind: "entries", entries };
}

function combineLists(sides: readonly Maybe<List>[], path: readonly string[], chooser: Chooser): Maybe<List> {
  return chooser.chooseSourced(path, sides, (a, b) => isSameList(a.items, b.items));
}

function combineClauses(sides: readonly Maybe<Clause>[], path: readonly string[], chooser: Chooser): Maybe<Clause> {
  const publish = new Map<string, Entries | Leaf>();
  for (const scope of new Set(sides.flatMap((side) => [...(side?.publish.keys() ?? [])]))) {
    const node = combineNode(
      sides.map((side) => side?.publish.get(scope)),
      [...path, "publish", scope],
      chooser,
    );
    if (node?.kind === "entries" || node?.kind === "leaf") publish.set(scope, node);
  }
  const next = combineLists(
    sides.map((side) => side?.next),
    [...path, "next"],
    chooser,
  );
  return publish.size === 0 && next === undefined ? undefined : { kind: "clause", publish, next };
}
