import type { Flattened, ParentDefinition, ParentReference, WorkbookMembers } from "../../core/inheritance/index.ts";
import type { Caller, ParentRecord, WorkflowRecord } from "../../core/model/index.ts";
import type { DefinitionStore } from "../../store/index.ts";
import { visibleTo } from "../access.ts";
import { isUuid } from "../uuid.ts";
import { loadFlattened } from "./stored.ts";

/** A child that looks for its parents. */
export interface Seeker {
  /** Who writes it. */
  readonly caller: Caller;
  /** Undefined while it is new. */
  readonly id: string | undefined;
  readonly namespace: string;
  readonly workbookName: string | null;
  /** The arrows that it has, in the order of its `extends`. */
  readonly edges: readonly ParentRecord[];
}

/** What is known of a parent besides its text. One that was deleted is known by the arrow that leads to it. */
export type ParentRow = Pick<
  WorkflowRecord,
  "id" | "name" | "namespace" | "projectId" | "revision" | "scope" | "workbookName"
> & { readonly isDeleted?: true };

/** A parent that was found, with the row it comes from. */
export interface FoundParent {
  readonly row: ParentRow;
  readonly definition: ParentDefinition;
}

/**
 * Finds a parent outside of the document that is being written (design, section 7): by id; in the child's workbook; in its
 * own project, first in its namespace and then in the default one; among what others share. A workflow is never its own
 * parent.
 */
export async function findParent(
  definitions: DefinitionStore,
  seeker: Seeker,
  reference: ParentReference,
): Promise<FoundParent | "missing" | "ambiguous"> {
  const row = await findRow(definitions, seeker, reference);
  if (row === "ambiguous") return row;
  if (row === "missing") {
    const edge = edgeNamed(seeker, reference);
    return (edge && (await parentOfEdge(definitions, edge, reference.revision ?? edge.parentRevision))) ?? "missing";
  }
  const revision = reference.revision ?? row.revision;
  const found = await parentAt(definitions, row, revision);
  if (found === undefined) return "missing";
  const isOwn = row.projectId === seeker.caller.project;
  if (!isOwn && reference.revision !== undefined) {
    const pinned = await definitions.workflows.getRevision(row.id, revision);
    // A revision that was private when it was current stays so (design, section 10).
    if (pinned?.scope !== "public") return "missing";
  }
  return found;
}

/** A parent that was renamed is still the one that the arrow leads to; one that was deleted lives on in its revision. */
function edgeNamed(seeker: Seeker, { name, namespace }: ParentReference): ParentRecord | undefined {
  return seeker.edges.find(
    (edge) =>
      edge.parentId === name ||
      (edge.parentName === name && [namespace ?? seeker.namespace, namespace ?? ""].includes(edge.parentNamespace)),
  );
}

/**
 * The parent that an arrow leads to, also when it was renamed or deleted.
 *
 * @param revision which of its states
 * @returns undefined when that revision is not kept
 */
export async function parentOfEdge(
  definitions: DefinitionStore,
  edge: ParentRecord,
  revision: number,
): Promise<FoundParent | undefined> {
  const [row] = await definitions.workflows.getMany([edge.parentId]);
  if (row !== undefined) return parentAt(definitions, row, revision);
  const gone: ParentRow = {
    id: edge.parentId,
    name: edge.parentName,
    namespace: edge.parentNamespace,
    projectId: edge.parentProjectId,
    revision,
    scope: "public",
    workbookName: null,
    isDeleted: true,
  };
  return parentAt(definitions, gone, revision);
}

/** A workflow as a parent, at one of its revisions; undefined when that is not kept. */
export async function parentAt(
  definitions: DefinitionStore,
  row: ParentRow,
  revision: number,
): Promise<FoundParent | undefined> {
  const flattened = await loadFlattened(definitions, row.id, revision);
  return flattened === undefined ? undefined : asParent(definitions, row, flattened);
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
  const { caller, workbookName } = seeker;
  if (isUuid(name)) {
    const found = await definitions.workflows.get(name, visibleTo(caller));
    return found === undefined || found.id === seeker.id ? "missing" : found;
  }
  const spaces = namespace === undefined ? [...new Set([seeker.namespace, ""])] : [namespace];
  const names = workbookName === null ? [name] : [`${workbookName}.${name}`, name];
  const candidates: WorkflowRecord[][] = [];
  for (const candidate of names) {
    for (const space of spaces) {
      const rows = await definitions.workflows.list({
        visibility: visibleTo(caller),
        filters: [
          { field: "name", op: "eq", value: candidate },
          { field: "namespace", op: "eq", value: space },
        ],
      });
      candidates.push(rows.filter(({ id }) => id !== seeker.id));
    }
  }
  const isOwn = ({ projectId }: WorkflowRecord): boolean => projectId === caller.project;
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
