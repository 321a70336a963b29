import type { Flow, Parts } from "../canon/node.ts";
import { readersOf } from "../check/readers.ts";
import type { Report } from "../report/problem.ts";

/**
 * Warns of variables that are still read while all that published them was removed (W3).
 *
 * @param was what is inherited
 * @param flow the result
 * @param report gets the warnings
 */
export function warnOfLostVariables(was: Flow, flow: Flow, report: Report): void {
  const lost = publishedIn(was);
  for (const name of publishedIn(flow)) lost.delete(name);
  for (const attribute of ["input", "vars"]) {
    const node = flow.parts.get(attribute);
    if (node?.kind === "entries") for (const name of node.entries.keys()) lost.delete(name);
  }
  if (lost.size === 0) return;
  for (const { path, variables } of readersOf(flow)) {
    const items = path[0] === "tasks" ? flow.tasks.get(path[1] ?? "")?.parts.get("with-items") : undefined;
    const own = new Set(items?.kind === "list" ? items.items.map(({ key }) => key) : []);
    for (const name of variables) {
      if (!lost.has(name) || own.has(name)) continue;
      report.warn(
        "INH-W3",
        path,
        `'${path.join(".")}' reads variable '${name}', and whatever published it is removed; publish it elsewhere, or change the reader`,
      );
    }
  }
}

function publishedIn(flow: Flow): Set<string> {
  const names = new Set<string>(publishedBy(flow.defaults));
  for (const { parts } of flow.tasks.values()) for (const name of publishedBy(parts)) names.add(name);
  return names;
}

/** What attributes publish, which never change; a child shares most of its tasks with its parent. */
const known = new WeakMap<Parts, readonly string[]>();

function publishedBy(parts: Parts): readonly string[] {
  const before = known.get(parts);
  if (before !== undefined) return before;
  const names: string[] = [];
  for (const [attribute, node] of parts) {
    if (node.kind === "clause") {
      for (const variables of node.publish.values()) {
        if (variables.kind === "entries") for (const name of variables.entries.keys()) names.push(name);
      }
    } else if (node.kind === "entries" && attribute.startsWith("publish")) {
      names.push(...node.entries.keys());
    }
  }
  known.set(parts, names);
  return names;
}
