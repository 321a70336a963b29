import { annotate, renderDefinition, type Flattened } from "../../../core/inheritance/index.ts";
import type { JsonMap } from "../../../core/base/index.ts";
import type { Caller, RevisionRecord, WorkflowRecord } from "../../../core/model/index.ts";
import type { RevisionSummary } from "../../../store/index.ts";
import type { Library } from "../../library.ts";
import { DefinitionRefused } from "../../refused.ts";
import { getWorkflow } from "../../workflows/find.ts";
import { flattenedOf } from "../parents/stored.ts";

/** Which workflow, and which of its states. */
export interface WorkflowRef {
  /** Name or id. */
  readonly identifier: string;
  readonly namespace: string;
  /** The newest when left out. */
  readonly revision?: number | undefined;
}

/** A workflow in its complete form (design, section 13). */
export interface FlattenedView {
  /** Mistral YAML: version and the one workflow. */
  readonly definition: string;
  readonly spec: JsonMap;
  readonly provenance: JsonMap;
}

/**
 * The complete form of a workflow, with where everything in it comes from.
 *
 * @param isAnnotated whether the origin stands as a comment on each line
 * @throws DefinitionRefused `missing`
 */
export async function viewFlattened(
  library: Library,
  caller: Caller,
  ref: WorkflowRef,
  isAnnotated: boolean,
): Promise<FlattenedView> {
  const flattened = await getFlattened(library, caller, ref);
  const { spec, provenance } = flattened;
  return { definition: isAnnotated ? annotate(flattened) : renderDefinition(flattened), spec, provenance };
}

/** @throws DefinitionRefused `missing` */
export async function getFlattened(library: Library, caller: Caller, ref: WorkflowRef): Promise<Flattened> {
  return flattenedOf((await getRevision(library, caller, ref)).revision);
}

/**
 * One state of a workflow.
 *
 * @throws DefinitionRefused `missing`
 */
export async function getRevision(
  library: Library,
  caller: Caller,
  { identifier, namespace, revision: asked }: WorkflowRef,
): Promise<{ readonly row: WorkflowRecord; readonly revision: RevisionRecord }> {
  const row = await getWorkflow(library, caller, identifier, namespace);
  const number = asked ?? row.revision;
  const revision = await library.store.workflows.getRevision(row.id, number);
  const isHidden = row.projectId !== caller.project && revision?.scope !== "public";
  if (revision === undefined || isHidden) {
    const place = `[workflow_identifier=${identifier}, namespace=${namespace}, revision=${number}]`;
    throw new DefinitionRefused("missing", `Workflow revision not found ${place}`);
  }
  return { row, revision };
}

/**
 * The states of a workflow that the caller may see, newest first.
 *
 * @throws DefinitionRefused `missing`
 */
export async function listRevisions(library: Library, caller: Caller, ref: WorkflowRef): Promise<RevisionSummary[]> {
  const row = await getWorkflow(library, caller, ref.identifier, ref.namespace);
  const revisions = await library.store.workflows.listRevisions(row.id);
  return revisions.filter(({ scope }) => row.projectId === caller.project || scope === "public");
}
