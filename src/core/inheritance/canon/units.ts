import type { Entries, Leaf, List, Node, Origins, Parts, Trail } from "./node.ts";

/** The smallest thing that parents can disagree about (design, section 8.3). */
export interface Unit {
  readonly path: readonly string[];
  readonly origins: Origins;
  readonly trail: Trail;
}

/**
 * Lists the units of some attributes.
 *
 * @param parts the attributes
 * @param place the path of what they belong to
 */
export function* unitsOf(parts: Parts, place: readonly string[]): Generator<Unit> {
  for (const [attribute, node] of parts) yield* unitsUnder(node, [...place, slotOf(attribute)]);
}

/** Lists the units of one attribute. */
export function* unitsUnder(node: Node, path: readonly string[]): Generator<Unit> {
  if (node.kind === "leaf") yield leafUnit(node, path);
  else if (node.kind === "entries") yield* entryUnits(node, path);
  else if (node.kind === "list") yield listUnit(node, path);
  else {
    for (const [scope, variables] of node.publish) yield* unitsUnder(variables, [...path, "publish", scope]);
    if (node.next !== undefined) yield listUnit(node.next, [...path, "next"]);
  }
}

/** `action` and `workflow` are one unit. */
export function slotOf(attribute: string): string {
  return attribute === "workflow" ? "action" : attribute;
}

function* entryUnits({ entries }: Entries, path: readonly string[]): Generator<Unit> {
  for (const [key, leaf] of entries) yield leafUnit(leaf, [...path, key]);
}

function leafUnit({ origins, trail }: Leaf, path: readonly string[]): Unit {
  return { path, origins, trail };
}

function listUnit({ items, origins }: List, path: readonly string[]): Unit {
  return { path, origins, trail: items.flatMap(({ trail }) => trail) };
}
