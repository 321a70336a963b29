/** A task in a tree of graphs: the tasks on the way to it, and its own name. */
export type TaskPath = readonly string[];

/** A path as one text. */
export function keyOf(path: TaskPath): string {
  return path.join("\n");
}
