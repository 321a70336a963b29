import type { Json } from "../../base/index.ts";

/**
 * The canonical form of a workflow (design, section 3) as a tree whose leaves remember who wrote them. Nothing in it is
 * ever changed in place, so a child shares with its parent all that it leaves alone.
 */
export interface Flow {
  readonly type: "direct" | "reverse";
  /** `type` (only where it is reverse), `description`, `tags`, `input`, `output`, `output-on-error`, `vars`. */
  readonly parts: Parts;
  /** `task-defaults`; empty when there are none. */
  readonly defaults: Parts;
  readonly tasks: ReadonlyMap<string, Task>;
  /** What an ancestor had and somebody took away, by its pointer. */
  readonly gone: ReadonlyMap<string, Gone>;
}

export interface Task {
  /** The definition that introduced it. */
  readonly born: Origins;
  /** The definition that gave it, as a whole, the form it has. */
  readonly changed: Origins;
  readonly trail: Trail;
  readonly parts: Parts;
}

/** Attributes by name. `action` and `workflow` share one slot: never both. */
export type Parts = ReadonlyMap<string, Node>;

export type Node = Leaf | List | Entries | Clause;

/** A scalar, an expression, or data that is replaced as a whole. */
export interface Leaf {
  readonly kind: "leaf";
  readonly value: Json;
  readonly trail: Trail;
  readonly origins: Origins;
  /** A parameter of the workflow without default; `value` is null then. */
  readonly isRequired?: boolean;
}

/** A map that merges by key. */
export interface Entries {
  readonly kind: "entries";
  readonly entries: ReadonlyMap<string, Leaf>;
}

/** A list whose elements `super` splices. */
export interface List {
  readonly kind: "list";
  readonly items: readonly Item[];
  readonly origins: Origins;
}

export interface Item {
  readonly value: Json;
  /** What `remove` calls it: the target of a transition, the variable of `with-items`, else the text itself. */
  readonly key: string;
  /** The guard of a transition. */
  readonly guard: Json | undefined;
  readonly trail: Trail;
}

export interface Clause {
  readonly kind: "clause";
  /** By scope: `branch`, `global`, `atomic`. */
  readonly publish: ReadonlyMap<string, Entries | Leaf>;
  readonly next: List | undefined;
}

/** Something that was taken away. */
export interface Gone {
  readonly origins: Origins;
  readonly trail: Trail;
}

/** Identifiers of definitions; more than one where several parents made the same change. */
export type Origins = readonly string[];

/** All who had a hand in a value, oldest first. */
export type Trail = readonly Step[];

/** One contribution (design, section 14). */
export interface Step {
  readonly id: string;
  readonly wf: string;
  readonly rev: number;
  readonly line: number | undefined;
  readonly op: string;
  /** The value before the next step changed it, where that is told. */
  readonly was?: Json;
}

export const emptyParts: Parts = new Map();
