/** What can be said where, for the completion of the editor. */
const topKeys = ["version", "description", "tags"];

const workflowKeys = [
  "type",
  "description",
  "tags",
  "input",
  "output",
  "output-on-error",
  "vars",
  "task-defaults",
  "tasks",
  "extends",
  "abstract",
  "final",
  "override",
  "remove",
  "conforms",
];

const taskKeys = [
  "description",
  "tags",
  "action",
  "workflow",
  "input",
  "with-items",
  "publish",
  "publish-on-error",
  "publish-on-skip",
  "on-success",
  "on-error",
  "on-complete",
  "on-skip",
  "join",
  "requires",
  "retry",
  "wait-before",
  "wait-after",
  "timeout",
  "pause-before",
  "concurrency",
  "keep-result",
  "safe-rerun",
  "fail-on",
  "target",
  "before",
  "after",
];

const retryKeys = ["count", "delay", "break-on", "continue-on"];
const clauseKeys = ["publish", "next"];
const commands = ["fail", "succeed", "pause", "noop"];

const clauses = /^(on-success|on-error|on-complete|on-skip|next)$/;

/** What the editor knows of the service. */
export interface KnownNames {
  readonly actions: readonly string[];
  readonly workflows: readonly string[];
}

/** Where the cursor is in a definition. */
export interface Spot {
  /** The keys on the way to the line, outermost first. */
  readonly path: readonly string[];
  /** The key on the line itself, when the cursor stands behind its colon. */
  readonly key: string | undefined;
}

/**
 * Finds out where a place in a text is, from the indentation of the lines above it.
 *
 * @param before the text up to the cursor
 */
export function spotOf(before: string): Spot {
  const lines = before.split("\n");
  const last = lines.pop() ?? "";
  const key = /^\s*(?:- )?([\w.-]+):\s/.exec(last)?.[1];
  const path: string[] = [];
  let indent = indentOf(last);
  for (const line of lines.toReversed()) {
    const match = /^(\s*)(?:- )?([\w.-]+):/.exec(line);
    if (match === null || (match[1] ?? "").length >= indent) continue;
    path.unshift(match[2] ?? "");
    indent = (match[1] ?? "").length;
    if (indent === 0) break;
  }
  return { path, key };
}

function indentOf(line: string): number {
  // An element of a list belongs to the key above it, also when it is not indented further.
  const blanks = /^\s*/.exec(line)?.[0].length ?? 0;
  return /^\s*-/.test(line) ? blanks + 1 : blanks;
}

/** Names of the tasks that a text speaks of. */
export function tasksIn(text: string): string[] {
  const names = new Set<string>();
  let depth: number | undefined;
  for (const line of text.split("\n")) {
    const match = /^(\s*)([\w.-]+):/.exec(line);
    if (match === null) continue;
    const indent = (match[1] ?? "").length;
    if (depth !== undefined && indent <= depth) depth = undefined;
    if (match[2] === "tasks" || match[2] === "override") depth = indent;
    else if (depth !== undefined && indent === depth + 2) names.add(match[2] ?? "");
  }
  return [...names];
}

/**
 * What can be written at a spot.
 *
 * @param text the whole definition
 */
export function wordsAt({ path, key }: Spot, text: string, known: KnownNames): readonly string[] {
  const parent = path.at(-1) ?? "";
  if (key === "action") return known.actions;
  if (key === "workflow" || key === "extends") return known.workflows;
  if (key === "type") return ["direct", "reverse"];
  if (key === "join") return ["all"];
  if (key !== undefined && (clauses.test(key) || key === "requires")) return [...tasksIn(text), ...commands];
  if (key !== undefined) return [];
  if (parent === "requires") return tasksIn(text);
  if (clauses.test(parent)) return [...tasksIn(text), ...commands, ...(parent === "next" ? [] : clauseKeys)];
  if (parent === "extends") return known.workflows;
  if (parent === "retry") return retryKeys;
  if (path.length === 0) return topKeys;
  if (path.length === 1) return workflowKeys;
  const above = path.at(-2);
  if (parent === "task-defaults" || above === "tasks" || above === "override") return taskKeys;
  return [];
}
