/** What tier 1 shows about a workflow and an ancestor of it; what it does not show is left open. */
export interface Shown {
  readonly protocol: boolean;
  readonly projection: boolean;
  /** Of A1 (new tasks succeed), A2 (guards are opaque), A3 (a moved guard reads nothing new). */
  readonly assumptions: readonly string[];
}

export const identity: Shown = { protocol: true, projection: true, assumptions: [] };

/** What holds of two steps together: the relations are transitive. */
export function compose(a: Shown, b: Shown): Shown {
  return {
    protocol: a.protocol && b.protocol,
    projection: a.projection && b.projection,
    assumptions: [...new Set([...a.assumptions, ...b.assumptions])].toSorted(),
  };
}
