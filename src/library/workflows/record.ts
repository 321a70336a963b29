import { createHash } from "node:crypto";
import { isList, writeOnce } from "../../core/base/index.ts";
import type { Json, JsonMap } from "../../core/base/index.ts";
import type { Caller, RevisionRecord, Scope, WorkflowRecord } from "../../core/model/index.ts";
import type { Flattened } from "../../core/inheritance/index.ts";
import type { FlatTarget } from "../hierarchy/target.ts";

/** Where and for whom a workflow is written. */
export interface Place {
  readonly namespace: string;
  readonly scope: Scope;
  readonly caller: Caller;
  readonly workbookName: string | null;
  /** Milliseconds since 1970-01-01T00:00:00Z. */
  readonly now: number;
}

/** The row of a new workflow. */
export function newWorkflow(flat: FlatTarget, place: Place): WorkflowRecord {
  return {
    id: flat.id,
    projectId: place.caller.project,
    namespace: place.namespace,
    workbookName: place.workbookName,
    createdAt: place.now,
    updatedAt: null,
    revision: 1,
    scope: place.scope,
    ...fieldsOf(flat),
  };
}

/** The fields of a row that the text and the parents decide. */
export function fieldsOf({ name, source, flattened, parents, state }: FlatTarget) {
  const { body } = flattened;
  return {
    name,
    definition: source.definition,
    spec: body,
    tags: textsIn(Object.hasOwn(body, "tags") ? body["tags"] : undefined),
    isAbstract: flattened.abstract,
    abstractTasks: flattened.abstractTasks,
    isFinal: flattened.final,
    finalTasks: flattened.finalTasks,
    conforms: flattened.conforms ?? null,
    specChecksum: checksumOf(body),
    inheritanceState: state,
    inheritanceError: null,
    parents,
  };
}

/**
 * Whether a workflow came out as it is stored: what is run, and what its descendants have to heed.
 *
 * @param demand what it asks of its descendants as stored, where that does not follow from its text
 */
export function isSameForm(
  row: Pick<WorkflowRecord, "specChecksum" | "abstractTasks" | "finalTasks">,
  flattened: Flattened,
  demand: string = flattened.demand,
): boolean {
  const marks = ({ abstractTasks, finalTasks }: Pick<WorkflowRecord, "abstractTasks" | "finalTasks">): string =>
    JSON.stringify([abstractTasks, finalTasks]);
  return (
    demand === flattened.demand && marks(row) === marks(flattened) && row.specChecksum === checksumOf(flattened.body)
  );
}

/**
 * The revision that goes with a row.
 *
 * @param row as it is stored, with the revision's number
 * @param cause null for the author's write, else the revision of another workflow that it follows
 */
export function revisionOf(
  row: WorkflowRecord,
  { source, flattened, conformance }: FlatTarget,
  cause: Json,
  createdBy: string,
  createdAt: number,
): RevisionRecord {
  // What is known of a workflow without parents follows from its text.
  const isChild = row.parents.length > 0;
  return {
    workflowId: row.id,
    revision: row.revision,
    name: row.name,
    namespace: row.namespace,
    workbookName: row.workbookName,
    definition: row.definition,
    ownSpec: source.body,
    spec: row.spec,
    provenance: isChild ? flattened.memory : null,
    edits: isChild ? flattened.edits : null,
    conformance,
    abstractTasks: row.abstractTasks,
    isAbstract: row.isAbstract,
    finalTasks: row.finalTasks,
    isFinal: row.isFinal,
    conforms: row.conforms,
    specChecksum: row.specChecksum,
    scope: row.scope,
    cause,
    createdAt,
    createdBy,
  };
}

const checksums = new WeakMap<JsonMap, string>();

/** What is flattened does not change; it is summed up once, however often it is compared. */
function checksumOf(spec: JsonMap): string {
  const known = checksums.get(spec) ?? createHash("sha256").update(writeOnce(spec)).digest("hex");
  checksums.set(spec, known);
  return known;
}

function textsIn(value: Json | undefined): readonly string[] {
  return value !== undefined && isList(value) ? value.filter((item) => typeof item === "string") : [];
}
