import type { JsonMap } from "../base/index.ts";
import type { Flow, Gone, Node, Parts, Task } from "./canon/node.ts";
import type { Pen } from "./canon/pen.ts";
import { pathOf } from "./canon/pointer.ts";
import { isSameParts } from "./canon/same.ts";
import { abstractTasksOf, checkMarks, readMark } from "./check/abstract.ts";
import type { Marks } from "./check/abstract.ts";
import { checkDemands, demandOf } from "./check/demand.ts";
import { checkFinal } from "./check/final.ts";
import type { Skeleton } from "./check/final.ts";
import { checkResult } from "./check/result.ts";
import { checkTransitions } from "./check/transitions.ts";
import { showAll } from "./conformance/show.ts";
import { checkBehaviour } from "./conformance/declared.ts";
import { applyEdits } from "./edit/apply.ts";
import type { Edited } from "./edit/apply.ts";
import { readDraft } from "./edit/draft.ts";
import type { Draft } from "./edit/draft.ts";
import { Removal } from "./edit/remove.ts";
import { checkConflicts, contestedUnits } from "./edit/settle.ts";
import type { Session } from "./edit/session.ts";
import type { Flattened } from "./flattened.ts";
import { joinAncestry } from "./parents/ancestry.ts";
import { combine } from "./parents/combine.ts";
import type { Conflict, Side } from "./parents/choose.ts";
import type { FlattenContext, LoadedParent } from "./parents/definition.ts";
import { depthOf } from "./parents/load.ts";
import type { Report } from "./report/problem.ts";
import { packFlattened } from "./pack.ts";
import { warnOfResult } from "./warn/result.ts";

/** A child with its parents found and its keywords checked. */
export interface Child {
  readonly name: string;
  readonly body: JsonMap;
  readonly pen: Pen;
  readonly parents: readonly [LoadedParent, ...LoadedParent[]];
}

/**
 * Flattens a child: parent, `remove`, workflow attributes, `override`, `tasks`, insertions, checks (design, section 9,
 * stages 3 to 7). A stage that finds errors is the last one.
 *
 * @param child the child
 * @param context what is known outside of the document
 * @param report gets errors and warnings
 * @returns undefined after an error
 */
export function flattenChild(child: Child, context: FlattenContext, report: Report): Flattened | undefined {
  const { body, pen, parents } = child;
  const draft = readDraft(body, pen);
  const ancestry = joinAncestry(
    pen.id,
    parents.map(({ flattened }) => flattened),
  );
  const { flow: was, conflicts } = inherit(pen.id, parents, ancestry);
  checkConflicts(conflicts, draft, report);
  if (report.hasErrors) return undefined;
  const edited = edit(child, was, conflicts, draft, report);
  if (report.hasErrors) return undefined;
  const flow = finish(edited.flow, was, pen.id);
  const marks: Marks = {
    abstract: readMark(body, "abstract"),
    final: readMark(body, "final"),
    inheritedAbstract: parents.flatMap(({ flattened }) => flattened.abstractTasks),
    inheritedFinal: parents.flatMap(({ flattened }) => flattened.finalTasks),
  };
  const inherited = new Set(parents.flatMap((parent) => [...parent.flow.tasks.keys()]));
  checkTransitions({ was, inherited, redefined: edited.redefined }, flow, report);
  checkFinal(parents.map(skeletonOf), flow, report);
  checkMarks(flow, marks, report);
  if (context.skipValidation !== true) checkDemands(child, flow, report);
  if (report.hasErrors) return undefined;
  const flattened = packFlattened({
    pen,
    flow,
    ancestry,
    marks,
    abstractTasks: abstractTasksOf(flow, marks),
    depth: depthOf(parents),
    parents,
    demand: demandOf(child),
    body,
    shown: showAll(child, { ...edited, flow }),
    warnings: report.problems,
  });
  if (context.skipValidation !== true) {
    checkResult(
      child.name,
      flow,
      parents.map((parent) => parent.flow),
      report,
    );
  }
  if (report.hasErrors) return undefined;
  if (context.skipValidation !== true) checkBehaviour(child, flattened, context.compare, report);
  if (report.hasErrors) return undefined;
  warnOfResult(child, was, flow, context, report);
  return flattened;
}

function inherit(
  id: string,
  parents: Child["parents"],
  ancestry: Flattened["ancestry"],
): { flow: Flow; conflicts: readonly Conflict[] } {
  const [first, ...rest] = parents;
  if (rest.length === 0) return { flow: first.flow, conflicts: [] };
  return combine(id, [sideOf(first), ...rest.map(sideOf)], ancestry);
}

function edit(
  { pen, parents }: Child,
  was: Flow,
  conflicts: readonly Conflict[],
  draft: Draft,
  report: Report,
): Edited {
  const bare = new Map<number, Flow>();
  const session: Session = {
    pen,
    report,
    contested: contestedUnits(conflicts, draft),
    parentNames: parents.map(({ reference }) => reference.name),
    listOf(parent, unit) {
      const flow = bare.get(parent) ?? bareOf(parents[parent]?.flow ?? was, draft, pen);
      bare.set(parent, flow);
      return listAt(flow, unit);
    },
  };
  const label = parents
    .map(({ reference, flattened }) => `'${reference.name}' (revision ${flattened.revision})`)
    .join(" and ");
  const finalTasks = new Set(parents.flatMap(({ flattened }) => flattened.finalTasks));
  return applyEdits({ flow: was, finalTasks, conflicts: conflicts.map(({ path }) => path), label }, draft, session);
}

/** A parent less what the child removes. */
function bareOf(flow: Flow, draft: Draft, pen: Pen): Flow {
  const removal = new Removal(pen);
  return draft.removes.reduce((left, path) => removal.take(left, path), flow);
}

function listAt(flow: Flow, [area = "", ...rest]: readonly string[]): Extract<Node, { kind: "list" }> | undefined {
  let parts: Parts | undefined = flow.parts;
  let path = [area, ...rest];
  if (area === "task-defaults") [parts, path] = [flow.defaults, rest];
  if (area === "tasks") [parts, path] = [flow.tasks.get(rest[0] ?? "")?.parts, rest.slice(1)];
  const node = parts?.get(path[0] ?? "");
  if (node?.kind === "clause") return node.next;
  return node?.kind === "list" ? node : undefined;
}

/** Writes down which tasks changed, and forgets removals of what is there again. */
function finish(flow: Flow, was: Flow, id: string): Flow {
  const tasks = new Map<string, Task>();
  for (const [name, task] of flow.tasks) {
    const before = was.tasks.get(name);
    if (before === undefined || before === task || before.born !== task.born) tasks.set(name, task);
    else tasks.set(name, isSameParts(before.parts, task.parts) ? before : { ...task, changed: [id] });
  }
  const gone = new Map<string, Gone>();
  for (const [pointer, removal] of flow.gone)
    if (!isThere({ ...flow, tasks }, pathOf(pointer))) gone.set(pointer, removal);
  return { ...flow, tasks, gone };
}

function isThere(flow: Flow, [area = "", ...rest]: readonly string[]): boolean {
  if (area === "task-defaults") return hasPart(flow.defaults, rest);
  if (area !== "tasks") return hasPart(flow.parts, [area, ...rest]);
  const [name = "", ...path] = rest;
  const task = flow.tasks.get(name);
  return task !== undefined && (path.length === 0 || hasPart(task.parts, path));
}

function hasPart(parts: Parts, [attribute = "", key, ...rest]: readonly string[]): boolean {
  const node = parts.get(attribute === "action" && parts.has("workflow") ? "workflow" : attribute);
  if (node === undefined || key === undefined) return node !== undefined;
  if (node.kind === "entries") return node.entries.has(key);
  if (node.kind === "list") return node.items.some((item) => item.key === key);
  if (node.kind === "leaf") return false;
  if (key === "publish") {
    const [scope = "", variable = ""] = rest;
    const variables = node.publish.get(scope);
    return variables?.kind === "entries" ? variables.entries.has(variable) : variables !== undefined;
  }
  if (key === "next" && rest.length === 0) return node.next !== undefined;
  return node.next?.items.some((item) => item.key === key) ?? false;
}

function sideOf({ reference, flow }: LoadedParent): Side {
  return { name: reference.name, flow };
}

function skeletonOf({ reference, flattened, flow }: LoadedParent): Skeleton {
  return { name: reference.name, flow, finalTasks: flattened.finalTasks };
}
