import type { Caller, InheritanceState, ParentMode } from "../../../core/model/index.ts";
import type { ParentEdge } from "../../../store/index.ts";
import type { Library } from "../../library.ts";
import { getWorkflow } from "../../workflows/find.ts";

/** A workflow above or below another one. */
export interface Relative {
  readonly id: string;
  readonly name: string;
  readonly namespace: string;
  readonly revision: number;
  /** Levels between them, from 1. */
  readonly depth: number;
  /** How the arrow nearest to it leads. */
  readonly mode: ParentMode;
  /** Null for one that is deleted. */
  readonly state: InheritanceState | null;
}

/**
 * All workflows above, nearest first. One that is reached on several ways is told once, at the shortest.
 *
 * @throws DefinitionRefused `missing`
 */
export async function listAncestors(
  library: Library,
  caller: Caller,
  identifier: string,
  namespace: string,
): Promise<Relative[]> {
  const { id } = await getWorkflow(library, caller, identifier, namespace);
  const { workflows } = library.store;
  const edges = onceEach(await workflows.listAncestors(id), ({ parentId }) => parentId);
  const rows = new Map((await workflows.getMany(edges.map(({ parentId }) => parentId))).map((row) => [row.id, row]));
  return edges.map(({ parentId, parentName, parentNamespace, parentRevision, depth, mode }) => ({
    id: parentId,
    name: rows.get(parentId)?.name ?? parentName,
    namespace: parentNamespace,
    revision: parentRevision,
    depth,
    mode,
    state: rows.get(parentId)?.inheritanceState ?? null,
  }));
}

/** Those below, and how many of them belong to other projects. */
export interface Descendants {
  readonly descendants: readonly Relative[];
  readonly otherProjects: number;
}

/**
 * The workflows below, nearest first; of other projects only their number is told.
 *
 * @param isRecursive whether those of any depth are wanted, or children only
 * @throws DefinitionRefused `missing`
 */
export async function listDescendants(
  library: Library,
  caller: Caller,
  identifier: string,
  namespace: string,
  isRecursive: boolean,
): Promise<Descendants> {
  const { id } = await getWorkflow(library, caller, identifier, namespace);
  const { workflows } = library.store;
  const all = await workflows.listDescendants(id);
  const wanted = isRecursive ? all : all.filter(({ parentId }) => parentId === id);
  const edges = onceEach(wanted, ({ childId }) => childId);
  const rows = new Map((await workflows.getMany(edges.map(({ childId }) => childId))).map((row) => [row.id, row]));
  const descendants = edges.flatMap(({ childId, depth, mode }): Relative[] => {
    const row = rows.get(childId);
    if (row === undefined || row.projectId !== caller.project) return [];
    const { name, namespace: space, revision, inheritanceState: state } = row;
    return [{ id: childId, name, namespace: space, revision, depth: isRecursive ? depth : 1, mode, state }];
  });
  return { descendants, otherProjects: edges.length - descendants.length };
}

function onceEach<Edge extends ParentEdge>(edges: readonly Edge[], idOf: (edge: Edge) => string): Edge[] {
  const seen = new Set<string>();
  return edges.filter((edge) => {
    const isNew = !seen.has(idOf(edge));
    seen.add(idOf(edge));
    return isNew;
  });
}
