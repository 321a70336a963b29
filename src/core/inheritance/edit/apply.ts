import type { Flow, Gone, Node, Parts, Task } from "../canon/node.ts";
import { insertAll } from "../insert/insert.ts";
import type { Insertion } from "../insert/insert.ts";
import { hint } from "../report/suggest.ts";
import type { Draft } from "./draft.ts";
import { matchesOf } from "./matches.ts";
import { mergeParts } from "./merge.ts";
import { covers } from "./remove-path.ts";
import type { RemovePath } from "./remove-path.ts";
import { Removal } from "./remove.ts";
import type { Session } from "./session.ts";
import { superOf } from "./splice.ts";

/** What the edits of a child are applied to. */
export interface Inheritance {
  readonly flow: Flow;
  readonly finalTasks: ReadonlySet<string>;
  /** Paths that the parents disagree about. */
  readonly conflicts: readonly (readonly string[])[];
  /** The parents, for messages: `'tripleo' (revision 3)`. */
  readonly label: string;
}

/** The result of the edits. */
export interface Edited {
  readonly flow: Flow;
  /** Before the insertions. */
  readonly uninserted: Flow;
  readonly insertions: readonly Insertion[];
  /** Tasks that are removed and defined anew. */
  readonly redefined: ReadonlySet<string>;
}

/**
 * Applies a child's diff (design, section 6): `remove`, workflow attributes, `override`, `tasks`, insertions. Reports
 * INH-007, 011, 012, 013, 015, 016 and 021, and goes on with what is in order.
 *
 * @param inheritance what is inherited
 * @param draft the diff
 * @param session what the edits share
 */
export function applyEdits(inheritance: Inheritance, draft: Draft, session: Session): Edited {
  const { flow: was } = inheritance;
  const { pen, report } = session;
  const removal = new Removal(pen);
  let flow = was;
  for (const path of draft.removes) if (isRemovable(inheritance, path, session)) flow = removal.take(flow, path);
  const parts = mergeParts(flow.parts, draft.parts, [], [], session);
  const place = ["task-defaults"];
  const defaults = mergeParts(flow.defaults, draft.defaults, place, place, session);
  const tasks = overrideTasks(inheritance, flow.tasks, draft, session);
  const added = addTasks(tasks, inheritance, draft, session);
  const gone = new Map<string, Gone>([...was.gone, ...removal.gone]);
  const uninserted: Flow = { ...flow, parts, defaults, tasks, gone };
  const anchored = draft.anchored.filter(({ name }) => added.has(name));
  const { flow: result, insertions } = insertAll(uninserted, anchored, pen, report);
  const redefined = new Set([...added].filter((name) => was.tasks.has(name)));
  return { flow: result, uninserted, insertions, redefined };
}

function isRemovable(inheritance: Inheritance, { segments, index, target }: RemovePath, session: Session): boolean {
  const { flow, finalTasks, conflicts, label } = inheritance;
  const written = segments.slice(1).join(".");
  const details = { at: ["remove", index] };
  const { isFound, tasks } = matchesOf(flow, target);
  if (!isFound && !conflicts.some((path) => covers(target, path))) {
    const [area, name = ""] = segments.slice(1);
    const isUnknownTask = area === "tasks" && name !== "*" && !flow.tasks.has(name);
    const help = isUnknownTask ? hint(name, [...flow.tasks.keys()], "Tasks") : " Drop the path, or correct it.";
    session.report.add("INH-012", segments, `remove '${written}' matches nothing in ${label}.${help}`, details);
    return false;
  }
  const final = tasks.find((name) => finalTasks.has(name));
  if (final === undefined) return true;
  session.report.add(
    "INH-007",
    segments,
    `task '${final}' is final: '${written}' cannot be removed; drop the path`,
    details,
  );
  return false;
}

function overrideTasks(
  inheritance: Inheritance,
  inherited: Flow["tasks"],
  draft: Draft,
  session: Session,
): Map<string, Task> {
  const { report } = session;
  const tasks = new Map(inherited);
  for (const [name, patch] of draft.overrides) {
    const path = ["override", name];
    const task = tasks.get(name);
    if (task === undefined) {
      const isRemoved = inheritance.flow.tasks.has(name);
      const message = isRemoved
        ? `override '${name}': this workflow removes task '${name}'; drop one of the two`
        : `override '${name}': no task '${name}' in ${inheritance.label}.${hint(name, [...tasks.keys()], "Tasks")}`;
      report.add("INH-011", path, message);
      continue;
    }
    if (inheritance.finalTasks.has(name)) {
      report.add("INH-007", path, `task '${name}' is final and cannot be overridden; drop the override`);
      continue;
    }
    const parts = mergeParts(task.parts, patch, ["tasks", name], path, session);
    if (parts !== task.parts) tasks.set(name, { ...task, parts });
    else report.warn("INH-W8", path, `override '${name}' changes nothing; drop it`);
  }
  return tasks;
}

/** Adds the new tasks and returns the names of those that were added. */
function addTasks(tasks: Map<string, Task>, inheritance: Inheritance, draft: Draft, session: Session): Set<string> {
  const added = new Set<string>();
  for (const [name, task] of draft.tasks) {
    if (tasks.has(name)) {
      session.report.add(
        "INH-013",
        ["tasks", name],
        `task '${name}' already exists in ${inheritance.label}; put the change under 'override'`,
      );
      continue;
    }
    tasks.set(name, { ...task, parts: withoutSuper(task.parts, ["tasks", name], session) });
    added.add(name);
  }
  return added;
}

/** In a new task there is nothing that `super` could stand for. */
function withoutSuper(parts: Parts, place: readonly string[], { report }: Session): Parts {
  const result = new Map<string, Node>(parts);
  for (const [attribute, node] of parts) {
    const list = node.kind === "clause" ? node.next : node;
    if (list?.kind !== "list") continue;
    const items = list.items.filter(({ value }) => superOf(value) === undefined);
    if (items.length === list.items.length) continue;
    report.add(
      "INH-015",
      [...place, attribute],
      `'super' in a new task stands for nothing, as nothing is inherited; drop it`,
    );
    const left = items.length === 0 ? undefined : { ...list, items };
    if (node.kind === "clause") result.set(attribute, { ...node, next: left });
    else if (left === undefined) result.delete(attribute);
    else result.set(attribute, left);
  }
  return result;
}
