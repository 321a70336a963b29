import type { Flattened, ParentDefinition, ParentReference, WorkbookMembers } from "../../../core/inheritance/index.ts";
import type { ParentRecord, WorkflowRecord } from "../../../core/model/index.ts";
import type { DefinitionStore } from "../../../store/index.ts";
import { isUuid } from "../../uuid.ts";
import { arrowFor, type Arrow } from "./arrows.ts";
import { loadFlattened } from "./recent.ts";

/** A child that looks for its parents. */
export interface Seeker {
  /** With whose eyes it looks: the project that owns it. */
  readonly project: string;
  /** Undefined while it is new. */
  readonly id: string | undefined;
  readonly namespace: string;
  readonly workbookName: string | null;
  /** The arrows that it has. */
  readonly arrows: readonly Arrow[];
}

/** What is known of a parent besides its text. One that was deleted is known by the arrow that leads to it. */
export type ParentRow = Pick<
  WorkflowRecord,
  "id" | "name" | "namespace" | "projectId" | "revision" | "scope" | "workbookName"
> & {
  /** Whether it is still there and the child's project may see it. */
  readonly isReachable: boolean;
};

/** A parent that was found, with the row it comes from. */
export interface FoundParent {
  readonly row: ParentRow;
  readonly definition: ParentDefinition;
}

/**
 * Finds a parent outside of the document that is being written (design, section 7): by id; in the child's workbook; in its
 * own project, first in its namespace and then in the default one; among what others share. A workflow is never its own
 * parent. One that is not found in this way may have been renamed or deleted: then the arrow that the child has leads to it.
 */
export async function findParent(
  definitions: DefinitionStore,
  seeker: Seeker,
  reference: ParentReference,
): Promise<FoundParent | "missing" | "ambiguous"> {
  const row = await findRow(definitions, seeker, reference);
  if (row === "ambiguous") return row;
  if (row !== "missing") {
    return (
      (await visibleAt(definitions, { ...row, isReachable: true }, seeker.project, reference.revision)) ?? "missing"
    );
  }
  const arrow = arrowFor(seeker.arrows, reference);
  if (arrow === undefined) return "missing";
  return (await parentOfEdge(definitions, arrow.edge, seeker.project, reference.revision)) ?? "missing";
}

/**
 * The parent that an arrow leads to, also when it was renamed, deleted or hidden.
 *
 * @param project whose arrow it is
 * @param revision which of its states; the newest that the project may see when left out
 * @returns undefined when that revision is not kept, or was never to be seen
 */
export async function parentOfEdge(
  definitions: DefinitionStore,
  edge: ParentRecord,
  project: string,
  revision?: number,
): Promise<FoundParent | undefined> {
  const visible = await definitions.workflows.get(edge.parentId, { project, withPublic: true });
  if (visible !== undefined) {
    if (revision === edge.parentRevision) return parentAt(definitions, { ...visible, isReachable: true }, revision);
    return visibleAt(definitions, { ...visible, isReachable: true }, project, revision);
  }
  // What the child has seen it keeps, and nothing else.
  if ((revision ?? edge.parentRevision) !== edge.parentRevision) return undefined;
  const [hidden] = await definitions.workflows.getMany([edge.parentId]);
  const gone: Omit<ParentRow, "isReachable"> = hidden ?? {
    id: edge.parentId,
    name: edge.parentName,
    namespace: edge.parentNamespace,
    projectId: edge.parentProjectId,
    revision: edge.parentRevision,
    scope: "public",
    workbookName: null,
  };
  return parentAt(definitions, { ...gone, isReachable: false }, edge.parentRevision);
}

/** A parent that is to be seen, at a revision that was public when it was current (design, section 10). */
async function visibleAt(
  definitions: DefinitionStore,
  row: ParentRow,
  project: string,
  revision = row.revision,
): Promise<FoundParent | undefined> {
  if (row.projectId !== project && revision !== row.revision) {
    const stored = await definitions.workflows.getRevisionStamp(row.id, revision);
    if (stored?.scope !== "public") return undefined;
  }
  return parentAt(definitions, row, revision);
}

/** A workflow as a parent, at one of its revisions; undefined when that is not kept. */
async function parentAt(
  definitions: DefinitionStore,
  row: ParentRow,
  revision: number,
): Promise<FoundParent | undefined> {
  const found = await loadFlattened(definitions, row.id, revision);
  if (found === undefined) return undefined;
  return asParent(definitions, { ...row, workbookName: found.workbookName }, found.flattened);
}

/** A workflow in a state that is at hand, as a parent. */
export async function asParent(
  definitions: DefinitionStore,
  row: ParentRow,
  flattened: Flattened,
): Promise<FoundParent> {
  const definition: ParentDefinition = {
    namespace: row.namespace,
    flattened,
    latestRevision: row.revision,
    isPublic: row.scope === "public",
    workbook: await membersOf(definitions, row),
  };
  return { row, definition };
}

async function findRow(
  definitions: DefinitionStore,
  seeker: Seeker,
  { name, namespace }: ParentReference,
): Promise<WorkflowRecord | "missing" | "ambiguous"> {
  if (name.includes("\0") || namespace?.includes("\0") === true) return "missing";
  const { project, workbookName } = seeker;
  const visibility = { project, withPublic: true } as const;
  if (isUuid(name)) {
    const found = await definitions.workflows.get(name, visibility);
    return found === undefined || found.id === seeker.id ? "missing" : found;
  }
  const spaces = namespace === undefined ? [...new Set([seeker.namespace, ""])] : [namespace];
  const names = workbookName === null ? [name] : [`${workbookName}.${name}`, name];
  const candidates: WorkflowRecord[][] = [];
  for (const candidate of names) {
    for (const space of spaces) {
      const rows = await definitions.workflows.list({
        visibility,
        filters: [
          { field: "name", op: "eq", value: candidate },
          { field: "namespace", op: "eq", value: space },
        ],
      });
      candidates.push(rows.filter(({ id }) => id !== seeker.id));
    }
  }
  const isOwn = ({ projectId }: WorkflowRecord): boolean => projectId === project;
  const own = candidates.flatMap((rows) => rows.find(isOwn) ?? []);
  if (own[0] !== undefined) return own[0];
  const others = candidates.map((rows) => rows.filter((row) => !isOwn(row))).find((rows) => rows.length > 0);
  if (others === undefined) return "missing";
  return others.length > 1 ? "ambiguous" : (others[0] ?? "missing");
}

async function membersOf(definitions: DefinitionStore, row: ParentRow): Promise<WorkbookMembers | undefined> {
  const { workbookName: name, namespace, projectId } = row;
  if (name === null) return undefined;
  const inWorkbook = {
    visibility: "all",
    filters: [
      { field: "workbookName", op: "eq", value: name },
      { field: "namespace", op: "eq", value: namespace },
      { field: "projectId", op: "eq", value: projectId },
    ],
    fields: ["id", "name"],
  } as const;
  const short = (member: { readonly name: string }): string => member.name.slice(name.length + 1);
  const [workflows, actions] = [
    await definitions.workflows.list(inWorkbook),
    await definitions.actionDefinitions.list(inWorkbook),
  ];
  return { name, workflows: new Set(workflows.map(short)), actions: new Set(actions.map(short)) };
}
