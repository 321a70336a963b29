import type { JsonMap } from "../../base/index.ts";
import type { Pen } from "../canon/pen.ts";
import { own } from "../canon/read-flow.ts";
import { extendsPath } from "../check/extends.ts";
import type { ParentReference } from "../check/extends.ts";
import type { Flattened } from "../flattened.ts";
import type { Report } from "../report/problem.ts";
import { bindNames, dynamicCalls } from "./bind.ts";
import type { FlattenContext, Limits, LoadedParent, ParentDefinition } from "./definition.ts";

/** Where the parents of a child are looked for. */
export interface Finder {
  readonly context: FlattenContext;
  readonly limits: Limits;
  /** A workflow of the same document. */
  findSibling(reference: ParentReference): Flattened | undefined;
}

type Found = ParentDefinition | "missing" | "ambiguous";

/**
 * Finds the parents of a child and checks that it may have them: INH-001 to 005, 010, 023 and 037, each of which ends the
 * search (design, section 9, stage 2).
 *
 * @param child who it is, its full name and text
 * @param references how it names them
 * @param finder where they are looked for
 * @param report gets the errors
 */
export function loadParents(
  child: { readonly pen: Pen; readonly name: string; readonly body: JsonMap },
  references: readonly ParentReference[],
  finder: Finder,
  report: Report,
): readonly LoadedParent[] {
  const found = references.map((reference) => find(reference, child.name, finder));
  const parents = references.flatMap((reference, index): LoadedParent[] => {
    const one = found[index];
    if (one === undefined || one === "missing" || one === "ambiguous") return [];
    return [{ reference, path: extendsPath(reference, references), ...bound(one, child.pen, finder.context) }];
  });
  if (hasCycle(child, parents, report)) return parents;
  references.forEach((reference, index) =>
    reportUnfound(reference, extendsPath(reference, references), found[index], report),
  );
  if (parents.length < references.length) return parents;
  if (isTooDeep(parents, finder.limits, report)) return parents;
  for (const { flattened, path, reference } of parents) {
    if (flattened.final) {
      report.add(
        "INH-004",
        path,
        `'${reference.name}' is final and cannot be extended; call it as a sub-workflow instead`,
      );
    }
  }
  if (report.hasErrors) return parents;
  for (const { isPublic, path, reference } of parents) {
    if (finder.context.isPublic !== true || isPublic) continue;
    report.add(
      "INH-037",
      path,
      `a public workflow shows what it inherits, and '${reference.name}' is not public; make the parent public first`,
    );
  }
  if (report.hasErrors) return parents;
  checkTypes(child.body, parents, report);
  checkNames(parents, report);
  return parents;
}

/** The parent as the child sees it: with the names of another workbook written out. */
function bound(
  found: ParentDefinition,
  pen: Pen,
  { workbook }: FlattenContext,
): Omit<LoadedParent, "reference" | "path"> {
  const { flattened } = found;
  if (found.workbook === undefined || found.workbook.name === workbook?.name) {
    return { ...found, flow: flattened.flow, unboundCalls: [] };
  }
  const flow = bindNames(flattened.flow, found.workbook, pen);
  return { ...found, flow, unboundCalls: dynamicCalls(flow) };
}

function find(reference: ParentReference, child: string, finder: Finder): Found {
  const { context } = finder;
  const sibling = finder.findSibling(reference);
  if (sibling === undefined) return context.findParent(reference, child);
  return {
    namespace: context.namespace,
    flattened: sibling,
    latestRevision: sibling.revision,
    isPublic: true,
    workbook: undefined,
  };
}

function reportUnfound(
  { name, revision }: ParentReference,
  path: readonly string[],
  found: Found | undefined,
  report: Report,
): void {
  const label = revision === undefined ? `'${name}'` : `'${name}' with revision ${revision}`;
  if (found === "missing")
    report.add("INH-001", path, `no workflow ${label} was found; correct the name, or create the parent first`);
  if (found === "ambiguous")
    report.add("INH-002", path, `there are several workflows ${label}; name the one you mean by its id`);
}

function hasCycle(
  child: { readonly pen: Pen; readonly name: string },
  parents: readonly LoadedParent[],
  report: Report,
): boolean {
  for (const { flattened, reference } of parents) {
    if (!flattened.ancestry.has(child.pen.id)) continue;
    const chain = [child.name, reference.name, ...(flattened.id === child.pen.id ? [] : ["...", child.name])];
    report.add(
      "INH-003",
      ["extends"],
      `cycle: ${chain.join(" -> ")}; a workflow cannot be its own ancestor, extend another one`,
    );
    return true;
  }
  return false;
}

function isTooDeep(parents: readonly LoadedParent[], { maxDepth }: Limits, report: Report): boolean {
  const depth = depthOf(parents);
  if (depth <= maxDepth) return false;
  report.add(
    "INH-023",
    ["extends"],
    `${depth} levels of inheritance are more than the ${maxDepth} allowed; extend a workflow further up`,
  );
  return true;
}

/** The number of levels above a child of these parents. */
export function depthOf(parents: readonly LoadedParent[]): number {
  return Math.max(...parents.map(({ flattened }) => flattened.depth)) + 1;
}

function checkTypes(body: JsonMap, parents: readonly LoadedParent[], report: Report): void {
  const types = new Set(parents.map(({ flow }) => flow.type));
  if (types.size > 1) {
    const list = parents.map(({ reference, flow }) => `'${reference.name}' is ${flow.type}`).join(", ");
    report.add("INH-005", ["extends"], `the parents differ in type: ${list}; extend workflows of one type`);
    return;
  }
  const type = own(body, "type");
  const [inherited] = types;
  if (type === undefined || inherited === undefined || type === inherited) return;
  if (type !== "direct" && type !== "reverse") return;
  report.add("INH-005", ["type"], `'type' is ${type}, and the parent is ${inherited}; drop 'type', it is inherited`);
}

function checkNames(parents: readonly LoadedParent[], report: Report): void {
  for (const { flow, reference } of parents) {
    if (!flow.tasks.has("super")) continue;
    report.add(
      "INH-010",
      ["extends"],
      `'${reference.name}' has a task named 'super', which stands for what is inherited; rename the task first`,
    );
  }
  const ids = parents.map(({ flattened }) => flattened.id);
  if (new Set(ids).size < ids.length) {
    report.add("INH-010", ["extends"], "'extends' names the same workflow twice; name it once");
  }
}
