import { commandNames } from "../canon/attributes.ts";
import type { Flow } from "../canon/node.ts";
import { graphOf } from "../check/graph.ts";
import { atomOf } from "./atoms.ts";

/**
 * What a comparison of behaviour takes for granted: new tasks succeed (A1), guards are opaque (A2), and a guard that a new
 * task now stands before means what it did (A3).
 */
export function assumptionsOf(parent: Flow, child: Flow): string[] {
  const isNew = (task: string): boolean => !parent.tasks.has(task);
  const guarded = graphOf(child).arrows.filter(({ item }) => item.guard !== undefined);
  const known = new Set(graphOf(parent).arrows.flatMap(({ item }) => atomTexts(item.guard)));
  const isMoved = guarded.some(
    ({ source, item }) => isNew(source) && atomTexts(item.guard).some((text) => known.has(text)),
  );
  return [
    ...([...child.tasks.keys()].some(isNew) ? ["A1"] : []),
    ...(guarded.some(({ item }) => !commandNames.has(item.key)) ? ["A2"] : []),
    ...(isMoved ? ["A3"] : []),
  ];
}

function atomTexts(guard: Parameters<typeof atomOf>[0] | undefined): string[] {
  return guard === undefined ? [] : [atomOf(guard).text];
}
