import type { Caller, Scope } from "../core/model/index.ts";
import type { Visibility } from "../store/index.ts";
import { DefinitionRefused } from "./refused.ts";

/** Whether the caller has the role `admin`: sees all projects and may publish. */
export function isAdmin(caller: Caller): boolean {
  return caller.roles.includes("admin");
}

/** What the caller sees when it lists definitions or asks for one by name: its project's, and the public ones. */
export function visibleTo(caller: Caller): Visibility {
  return { project: caller.project, withPublic: true };
}

/** What the caller sees when it asks for a definition by id; an admin sees all (REST reference, section 3). */
export function reachableBy(caller: Caller): Visibility {
  return isAdmin(caller) ? "all" : visibleTo(caller);
}

/** The refusal of what only an admin may do, in Mistral's words. */
export function forbidden(): DefinitionRefused {
  return new DefinitionRefused("forbidden", "Operation forbidden (insufficient permissions)");
}

/**
 * Reads the scope that a definition is to get. Who may publish is not decided here.
 *
 * @param word as the client says it
 * @throws DefinitionRefused `invalid` for another word
 */
export function scopeOf(word: string): Scope {
  if (word === "private" || word === "public") return word;
  const message = `Scope must be one of the following: {'private', 'public'}; actual: ${word}`;
  throw new DefinitionRefused("invalid", message);
}

/**
 * Checks that the caller may change a definition that it sees.
 *
 * @param kind Mistral's word for what it is: `WorkflowDefinition`, `Workbook`, ...
 * @throws DefinitionRefused `forbidden` when it belongs to another project
 */
export function checkOwner(
  kind: string,
  row: { readonly id: string; readonly projectId: string },
  caller: Caller,
): void {
  if (row.projectId === caller.project || isAdmin(caller)) return;
  throw new DefinitionRefused("forbidden", `Can not access ${kind} resource of other projects, ID: ${row.id}`);
}
