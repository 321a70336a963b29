import type { Node, Parts } from "../canon/node.ts";
import { pointerTo } from "../canon/pointer.ts";
import type { Conflict } from "../parents/choose.ts";
import type { Report } from "../report/problem.ts";
import type { Draft } from "./draft.ts";
import { covers } from "./remove-path.ts";

/**
 * Reports what the parents disagree about and the child does not settle: INH-009 (design, section 8.3).
 *
 * @param conflicts what they disagree about
 * @param draft the child
 * @param report gets the errors, all at once
 */
export function checkConflicts(conflicts: readonly Conflict[], draft: Draft, report: Report): void {
  for (const { path, parents } of conflicts) {
    if (isWritten(draft, path) || draft.removes.some(({ target }) => covers(target, path))) continue;
    const name = path.join(".");
    const remedy = path[0] === "tasks" && path.length === 2 ? `remove '${name}'` : `write it here, or remove '${name}'`;
    report.add("INH-009", path, `conflict between parents: ${name} (${parents.join(" / ")}); ${remedy}`, {
      at: ["extends"],
    });
  }
}

/** Pointers of the units that are still contested after the removals of the child. */
export function contestedUnits(conflicts: readonly Conflict[], draft: Draft): ReadonlySet<string> {
  const left = conflicts.filter(({ path }) => !draft.removes.some(({ target }) => covers(target, path)));
  return new Set(left.map(({ path }) => pointerTo(path)));
}

function isWritten(draft: Draft, [area = "", ...rest]: readonly string[]): boolean {
  if (area === "task-defaults") return hasUnit(draft.defaults, rest);
  if (area !== "tasks") return hasUnit(draft.parts, [area, ...rest]);
  const [task = "", ...unit] = rest;
  const patch = draft.overrides.get(task);
  return unit.length > 0 && patch !== undefined && hasUnit(patch, unit);
}

function hasUnit(parts: Parts, [attribute = "", ...rest]: readonly string[]): boolean {
  if (attribute === "action") return parts.has("action") || parts.has("workflow");
  const node = parts.get(attribute);
  return node !== undefined && hasInside(node, rest);
}

function hasInside(node: Node, [key, ...rest]: readonly string[]): boolean {
  if (key === undefined) return true;
  if (node.kind === "entries") return node.entries.has(key);
  if (node.kind !== "clause") return false;
  if (key === "next") return node.next !== undefined;
  const [scope = "", ...variable] = rest;
  const variables = node.publish.get(scope);
  return variables !== undefined && hasInside(variables, variable);
}
