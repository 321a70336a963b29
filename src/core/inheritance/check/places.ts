import type { Json } from "../../base/index.ts";
import type { Flow, Node, Parts } from "../canon/node.ts";
import { entryPath } from "../edit/remove-path.ts";

/** The smallest place that `remove` can name, with the value that stands there. */
export interface Placed {
  readonly path: readonly string[];
  readonly value: Json;
}

/** All places of a workflow that can hold an expression, in the order of the rendering. */
export function* placesOf(flow: Flow): Generator<Placed> {
  yield* placesIn(flow.parts, []);
  yield* placesIn(flow.defaults, ["task-defaults"]);
  for (const [name, { parts }] of flow.tasks) yield* placesIn(parts, ["tasks", name]);
}

/** The places of some attributes. */
export function* placesIn(parts: Parts, place: readonly string[]): Generator<Placed> {
  for (const [attribute, node] of parts) {
    if (attribute !== "description" && attribute !== "tags" && attribute !== "requires")
      yield* placesOfNode(node, place, attribute);
  }
}

function* placesOfNode(node: Node, place: readonly string[], attribute: string): Generator<Placed> {
  const path = [...place, attribute];
  if (node.kind === "leaf") yield { path, value: node.value };
  else if (node.kind === "entries") {
    for (const [key, { value }] of node.entries) yield { path: [...path, key], value };
  } else if (node.kind === "list") {
    for (const { key, value } of node.items) yield { path: [...path, key], value };
  } else {
    for (const [scope, variables] of node.publish) yield* placesOfNode(variables, [...path, "publish"], scope);
    for (const { key, value } of node.next?.items ?? []) yield { path: entryPath(place, attribute, key), value };
  }
}
