import type { Origins } from "../canon/node.ts";

/** Who extends whom: for every definition up to the roots the identifiers of its parents. */
export type Ancestry = ReadonlyMap<string, readonly string[]>;

/**
 * Whether one definition is a descendant of another one.
 *
 * @param ancestry covers both
 * @returns false for a definition and itself
 */
function descends(ancestry: Ancestry, id: string, ancestor: string): boolean {
  const seen = new Set<string>();
  const pending = [...(ancestry.get(id) ?? [])];
  for (let one = pending.pop(); one !== undefined; one = pending.pop()) {
    if (one === ancestor) return true;
    if (seen.has(one)) continue;
    seen.add(one);
    pending.push(...(ancestry.get(one) ?? []));
  }
  return false;
}

/** Whether everybody who made one value is an ancestor of somebody who made the other one. */
export function isOlder(ancestry: Ancestry, origins: Origins, than: Origins): boolean {
  return origins.every((old) => than.some((young) => descends(ancestry, young, old)));
}

/** The ancestry of a definition, from those of its parents. */
export function joinAncestry(
  id: string,
  parents: readonly { readonly id: string; readonly ancestry: Ancestry }[],
): Ancestry {
  const joined = new Map<string, readonly string[]>();
  for (const parent of parents) for (const [one, above] of parent.ancestry) joined.set(one, above);
  return joined.set(id, [...new Set(parents.map((parent) => parent.id))]);
}

/** Both sets of origins, each once, in an order that does not depend on who came first. */
export function joinOrigins(a: Origins, b: Origins): Origins {
  return a === b ? a : [...new Set([...a, ...b])].toSorted();
}
