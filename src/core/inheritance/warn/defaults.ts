import { clauseNames } from "../canon/attributes.ts";
import { nextOf } from "../canon/next.ts";
import type { Flow, Parts } from "../canon/node.ts";
import { isSameNode } from "../canon/same.ts";
import { effectiveParts } from "../check/final.ts";
import type { Report } from "../report/problem.ts";

/**
 * Warns where `task-defaults` reach inherited tasks in another way than before (W6): because they changed, one warning
 * for each attribute, or because a task got a first entry of its own in a clause.
 *
 * @param parents the parents
 * @param flow the result
 * @param report gets the warnings
 */
export function warnOfDefaults(parents: readonly Flow[], flow: Flow, report: Report): void {
  for (const attribute of new Set([...parents, flow].flatMap(({ defaults }) => [...defaults.keys()]))) {
    const affected = [...flow.tasks.keys()].filter((name) =>
      parents.some((parent) => isAffected(name, attribute, parent, flow)),
    );
    if (affected.length === 0) continue;
    report.warn(
      "INH-W6",
      ["task-defaults", attribute],
      `'task-defaults.${attribute}' changes the behaviour of ${affected.length} inherited tasks: ${affected.join(", ")}; check that this is meant`,
    );
  }
  for (const [name, { parts }] of flow.tasks) {
    for (const clause of clauseNames) {
      const isCut = parents.some(
        (parent) => hasFirstEntry(name, clause, parent, parts) && leadsElsewhere(parent.defaults, clause, name),
      );
      if (!isCut) continue;
      report.warn(
        "INH-W6",
        ["tasks", name, clause],
        `'task-defaults.${clause}' no longer reaches task '${name}', which got a first entry of its own; repeat the default entries there if they are to hold`,
      );
    }
  }
}

/** Whether the task is the same as before, but for what the default makes of it. */
function isAffected(name: string, attribute: string, was: Flow, flow: Flow): boolean {
  const before = was.tasks.get(name)?.parts;
  const after = flow.tasks.get(name)?.parts;
  if (before === undefined || after === undefined) return false;
  const [own, now] = [before.get(attribute), after.get(attribute)];
  if (own !== now && (own === undefined || now === undefined || !isSameNode(own, now))) return false;
  const effectiveBefore = effectiveParts(name, before, was.defaults).get(attribute);
  const effectiveAfter = effectiveParts(name, after, flow.defaults).get(attribute);
  if (effectiveBefore === undefined || effectiveAfter === undefined) return effectiveBefore !== effectiveAfter;
  return !isSameNode(effectiveBefore, effectiveAfter);
}

/** An entry that an insertion wrote is none of the task's own: the default goes on with the inserted task. */
function hasFirstEntry(name: string, clause: string, was: Flow, parts: Parts): boolean {
  const before = was.tasks.get(name)?.parts;
  if (before === undefined || nextOf(before, clause) !== undefined) return false;
  return nextOf(parts, clause)?.items.some(({ trail }) => trail.at(-1)?.op.startsWith("insert:") === false) ?? false;
}

function leadsElsewhere(defaults: Parts, clause: string, name: string): boolean {
  return nextOf(defaults, clause)?.items.some(({ key }) => key !== name) ?? false;
}
