import type { JsonMap } from "../../core/base/index.ts";

/** A workflow of a family tree. */
export interface FamilyMember {
  readonly id: string;
  readonly name: string;
  /** How it stands to its parents: NONE, CURRENT, BEHIND, STALE, DETACHED, BROKEN in a file; MISSING when it is not there at all. */
  readonly state: string;
  /** What else is to be said of it, such as its revision. */
  readonly notes: readonly string[];
  /** Why it is STALE or BROKEN; empty when it is not. */
  readonly error: string;
  /** Those that it extends, each with what is to be said of the arrow. */
  readonly parents: readonly { readonly id: string; readonly note: string }[];
}

/** Workflows that descend from each other. */
export interface Family {
  readonly members: readonly FamilyMember[];
  /** The one that was asked for. */
  readonly focus: string | undefined;
  /** Descendants in other projects, which are not members. */
  readonly elsewhere: number;
}

/** The members of a family as rows, those without parents first. */
export function familyRows({ members }: Family): JsonMap[] {
  const names = new Map(members.map(({ id, name }) => [id, name]));
  return members.map(({ id, name, state, notes, error, parents }) => ({
    id,
    name,
    inheritance_state: state,
    extends: parents.map((parent) => names.get(parent.id) ?? parent.id),
    notes: [...notes],
    error: error === "" ? null : error,
  }));
}
