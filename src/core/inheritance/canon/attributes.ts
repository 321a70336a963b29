/** How an attribute merges (design, section 4): `leaf` replaces, `entries` merge by key, `list` knows `super`. */
export type Kind = "leaf" | "entries" | "list" | "clause";

/** The attributes of a task in the order of the canonical rendering. */
export const taskAttributes: ReadonlyMap<string, Kind> = new Map<string, Kind>([
  ["description", "leaf"],
  ["tags", "list"],
  ["action", "leaf"],
  ["workflow", "leaf"],
  ["input", "entries"],
  ["with-items", "list"],
  ["concurrency", "leaf"],
  ["target", "leaf"],
  ["join", "leaf"],
  ["requires", "list"],
  ["retry", "entries"],
  ["wait-before", "leaf"],
  ["wait-after", "leaf"],
  ["timeout", "leaf"],
  ["pause-before", "leaf"],
  ["fail-on", "leaf"],
  ["keep-result", "leaf"],
  ["safe-rerun", "leaf"],
  ["publish", "entries"],
  ["publish-on-error", "entries"],
  ["publish-on-skip", "entries"],
  ["on-success", "clause"],
  ["on-error", "clause"],
  ["on-complete", "clause"],
  ["on-skip", "clause"],
]);

/** The mergeable attributes of a workflow, without `task-defaults` and `tasks`, in the order of the rendering. */
export const flowAttributes: ReadonlyMap<string, Kind> = new Map<string, Kind>([
  ["description", "leaf"],
  ["tags", "list"],
  ["input", "entries"],
  ["output", "entries"],
  ["output-on-error", "entries"],
  ["vars", "entries"],
]);

export const clauseNames = ["on-success", "on-error", "on-complete", "on-skip"] as const;

export const scopeNames = ["branch", "global", "atomic"] as const;

/** Engine commands: a transition to one of these names is never a transition to a task. */
export const commandNames: ReadonlySet<string> = new Set(["fail", "succeed", "pause", "noop"]);

/** Attributes that only one type of workflow has. */
export const directOnly: ReadonlySet<string> = new Set(["join", ...clauseNames]);
export const reverseOnly: ReadonlySet<string> = new Set(["requires"]);

/** What a workflow may say that Mistral does not know. */
export const keywords = ["extends", "remove", "override", "abstract", "final", "conforms"] as const;

/** What Mistral knows of a workflow. */
export const mistralKeys: ReadonlySet<string> = new Set([
  "version",
  "name",
  "type",
  "task-defaults",
  "tasks",
  ...flowAttributes.keys(),
]);
