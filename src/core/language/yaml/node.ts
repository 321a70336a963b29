/** A part of a document with its place. */
export type Node = ScalarNode | ListNode | MapNode;

interface Placed {
  readonly start: number;
  readonly end: number;
  /** As written, handle resolved; undefined when the type follows from the form. */
  readonly tag: string | undefined;
}

export interface ScalarNode extends Placed {
  readonly kind: "scalar";
  readonly value: string;
  readonly isPlain: boolean;
}

export interface ListNode extends Placed {
  readonly kind: "list";
  readonly items: readonly Node[];
}

export interface MapNode extends Placed {
  readonly kind: "map";
  readonly entries: readonly Entry[];
}

export interface Entry {
  readonly key: Node;
  readonly value: Node;
}
