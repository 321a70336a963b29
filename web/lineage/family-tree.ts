import type { Relative, Workflow } from "../../src/client/index.ts";

/** A workflow in a family tree, with those that extend it. */
export interface Member {
  readonly id: string;
  readonly name: string;
  readonly revision: number;
  readonly mode: "FOLLOW" | "LOCKED" | undefined;
  readonly state: string | null;
  readonly isAbstract: boolean;
  readonly isFinal: boolean;
  readonly children: readonly Member[];
}

type Known = Pick<Workflow, "id" | "name" | "revision" | "extends" | "abstract" | "final" | "inheritance_state">;

/**
 * The family of a workflow as trees, one for each ancestor that extends nothing. One with several parents stands under each.
 *
 * @param known what is known of workflows, by id; an ancestor of another project may be missing
 */
export function familyOf(
  own: Known,
  ancestors: readonly Relative[],
  descendants: readonly Relative[],
  known: ReadonlyMap<string, Known>,
): Member[] {
  const members = new Map<string, Relative | Known>([...ancestors, ...descendants].map((one) => [one.id, one]));
  members.set(own.id, own);
  const parentsOf = (id: string): readonly string[] =>
    (id === own.id ? own : known.get(id))?.extends.map((parent) => parent.id).filter((parent) => members.has(parent)) ??
    [];
  const childrenOf = new Map<string, string[]>();
  const roots: string[] = [];
  for (const id of members.keys()) {
    const parents = parentsOf(id);
    // Without an edge that is known, a descendant hangs under the workflow itself.
    const isAdrift = parents.length === 0 && descendants.some((one) => one.id === id);
    for (const parent of isAdrift ? [own.id] : parents) childrenOf.set(parent, [...(childrenOf.get(parent) ?? []), id]);
    if (parents.length === 0 && !isAdrift) roots.push(id);
  }
  const member = (id: string, trail: readonly string[]): Member => {
    const found = members.get(id) ?? own;
    const more = known.get(id);
    const below = (childrenOf.get(id) ?? []).filter((child) => !trail.includes(child));
    return {
      id,
      name: found.name,
      revision: found.revision,
      mode: modeOf(id, own, known),
      state: "state" in found ? found.state : found.inheritance_state,
      isAbstract: more?.abstract ?? false,
      isFinal: more?.final ?? false,
      children: below.map((child) => member(child, [...trail, id])),
    };
  };
  return roots.map((id) => member(id, []));
}

function modeOf(id: string, own: Known, known: ReadonlyMap<string, Known>): Member["mode"] {
  const parents = (id === own.id ? own : known.get(id))?.extends ?? [];
  if (parents.length === 0) return undefined;
  return parents.some(({ mode }) => mode === "LOCKED") ? "LOCKED" : "FOLLOW";
}
