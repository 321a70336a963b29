import { clauseNames } from "./attributes.ts";
import type { Clause, Item, List, Origins, Parts, Task } from "./node.ts";

/** The transitions of a clause, without defaults. */
export function nextOf(parts: Parts, clause: string): List | undefined {
  const node = parts.get(clause);
  return node?.kind === "clause" ? node.next : undefined;
}

/** The attributes with other transitions in one clause; what the clause publishes stays. */
export function withNext(parts: Parts, clause: string, items: readonly Item[], origins: Origins): Parts {
  const result = new Map(parts);
  const node = parts.get(clause);
  const publish: Clause["publish"] = node?.kind === "clause" ? node.publish : new Map();
  const next: List | undefined = items.length === 0 ? undefined : { kind: "list", items, origins };
  if (next === undefined && publish.size === 0) result.delete(clause);
  else result.set(clause, { kind: "clause", publish, next });
  return result;
}

/**
 * The transitions that Mistral follows for a task: its own, or those of `task-defaults` without the ones to itself.
 *
 * @param name the task
 * @param parts its attributes
 * @param defaults the attributes of `task-defaults`
 * @param clause the clause
 */
export function effectiveNext(name: string, parts: Parts, defaults: Parts, clause: string): readonly Item[] {
  const own = nextOf(parts, clause)?.items ?? [];
  if (own.length > 0) return own;
  const byDefault = nextOf(defaults, clause)?.items ?? [];
  return byDefault.some(({ key }) => key === name) ? byDefault.filter(({ key }) => key !== name) : byDefault;
}

/** The elements of a list attribute. */
export function itemsOf(parts: Parts, attribute: string): readonly Item[] {
  const node = parts.get(attribute);
  return node?.kind === "list" ? node.items : [];
}

/** The attributes with another list. */
export function withItems(parts: Parts, attribute: string, items: readonly Item[], origins: Origins): Parts {
  const result = new Map(parts);
  if (items.length === 0) result.delete(attribute);
  else result.set(attribute, { kind: "list", items, origins });
  return result;
}

/** What a task requires in a reverse workflow, `task-defaults` included; a requirement of itself does not count. */
export function effectiveRequires(name: string, parts: Parts, defaults: Parts): readonly string[] {
  const names = [...itemsOf(parts, "requires"), ...itemsOf(defaults, "requires")].map(({ key }) => key);
  return [...new Set(names)].filter((other) => other !== name);
}

/** Whether any clause of these attributes leads to the task. */
export function leadsTo(parts: Parts, target: string): boolean {
  return clauseNames.some((clause) => nextOf(parts, clause)?.items.some(({ key }) => key === target) ?? false);
}

/** The task with other attributes. */
export function withParts(task: Task, parts: Parts): Task {
  return parts === task.parts ? task : { ...task, parts };
}
