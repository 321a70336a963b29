import { Float, isMap } from "../../base/index.ts";
import type { Json } from "../../base/index.ts";
import type { Item, Leaf, List, Node, Parts } from "./node.ts";
import { isList } from "./value.ts";

/** Whether two values are the same data; the order of keys does not count, `2` and `2.0` are different. */
export function isSame(a: Json, b: Json): boolean {
  if (a === b) return true;
  if (a instanceof Float || b instanceof Float) return a instanceof Float && b instanceof Float && a.value === b.value;
  if (isList(a)) {
    return isList(b) && a.length === b.length && a.every((item: Json, index) => isSame(item, b[index] ?? null));
  }
  if (!isMap(a) || !isMap(b)) return typeof a === "number" && Number.isNaN(a) && Number.isNaN(b);
  const keys = Object.keys(a);
  if (keys.length !== Object.keys(b).length) return false;
  return keys.every((key) => Object.hasOwn(b, key) && isSame(a[key] ?? null, b[key] ?? null));
}

/** Whether two leaves say the same, whoever wrote them. */
export function isSameLeaf(a: Leaf, b: Leaf): boolean {
  return (a.isRequired ?? false) === (b.isRequired ?? false) && isSame(a.value, b.value);
}

/** Whether two lists have equal elements in the same order. */
export function isSameList(a: readonly Item[], b: readonly Item[]): boolean {
  return a.length === b.length && a.every((item, index) => isSame(item.value, b[index]?.value ?? null));
}

/** Whether two attributes say the same. */
export function isSameNode(a: Node, b: Node): boolean {
  if (a === b) return true;
  if (a.kind === "leaf") return b.kind === "leaf" && isSameLeaf(a, b);
  if (a.kind === "list") return b.kind === "list" && isSameList(a.items, b.items);
  if (a.kind === "entries") return b.kind === "entries" && isSameMap(a.entries, b.entries);
  if (b.kind !== "clause") return false;
  return isSameNext(a.next, b.next) && isSameMap(a.publish, b.publish);
}

/** Whether two sets of attributes say the same; the order of attributes does not count. */
export function isSameParts(a: Parts, b: Parts): boolean {
  return a === b || isSameMap(a, b);
}

function isSameNext(a: List | undefined, b: List | undefined): boolean {
  return isSameList(a?.items ?? [], b?.items ?? []);
}

function isSameMap(a: ReadonlyMap<string, Node>, b: ReadonlyMap<string, Node>): boolean {
  if (a.size !== b.size) return false;
  for (const [key, node] of a) {
    const other = b.get(key);
    if (other === undefined || !isSameNode(node, other)) return false;
  }
  return true;
}
