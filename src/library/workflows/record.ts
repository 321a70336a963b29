import { createHash } from "node:crypto";
import { writeJson } from "../../core/base/index.ts";
import type { Json } from "../../core/base/index.ts";
import type { Caller, RevisionRecord, Scope, WorkflowRecord } from "../../core/model/index.ts";
import type { PreparedWorkflow } from "./prepared.ts";

/** Where and for whom a workflow is written. */
export interface Place {
  readonly namespace: string;
  readonly scope: Scope;
  readonly caller: Caller;
  /** Milliseconds since 1970-01-01T00:00:00Z. */
  readonly now: number;
}

/** The row of a new workflow. */
export function newWorkflow(prepared: PreparedWorkflow, id: string, place: Place): WorkflowRecord {
  return {
    id,
    projectId: place.caller.project,
    namespace: place.namespace,
    createdAt: place.now,
    updatedAt: null,
    revision: 1,
    inheritanceError: null,
    ...fieldsOf(prepared, place.scope),
  };
}

/** The fields of a row that a text decides. */
export function fieldsOf(prepared: PreparedWorkflow, scope: Scope) {
  const { ownSpec: _own, provenance: _provenance, edits: _edits, conformance: _conformance, ...fields } = prepared;
  return { ...fields, scope, specChecksum: checksumOf(prepared.spec) };
}

/**
 * The revision that goes with a row.
 *
 * @param row as it is stored, with the revision's number
 * @param cause why it came about: the author's write, or another workflow's
 */
export function revisionOf(
  row: WorkflowRecord,
  prepared: PreparedWorkflow,
  cause: Json,
  createdBy: string,
  createdAt: number,
): RevisionRecord {
  return {
    workflowId: row.id,
    revision: row.revision,
    name: row.name,
    namespace: row.namespace,
    definition: row.definition,
    ownSpec: prepared.ownSpec,
    spec: row.spec,
    provenance: prepared.provenance,
    edits: prepared.edits,
    conformance: prepared.conformance,
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

function checksumOf(spec: Json): string {
  return createHash("sha256").update(writeJson(spec)).digest("hex");
}
