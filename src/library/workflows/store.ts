import type { JsonMap } from "../../core/base/index.ts";
import type { ParentReference, WorkflowProblem } from "../../core/inheritance/index.ts";
import type { DefinitionSource } from "../../core/language/index.ts";
import type { WorkflowRecord } from "../../core/model/index.ts";
import { Duplicate, type DefinitionStore } from "../../store/index.ts";
import { checkOwner } from "../access.ts";
import { settle, withAnswers } from "../hierarchy/behaviour/asked.ts";
import { demandIn } from "../hierarchy/parents/arrows.ts";
import { flattenTargets } from "../hierarchy/flatten.ts";
import type { FlatTarget, FlattenPlace, Target } from "../hierarchy/target.ts";
import { updateFollowers, type Changed } from "../hierarchy/followers.ts";
import { DryRun, reportOf, refuseBroken } from "../hierarchy/impact.ts";
import { checkDescendants } from "../hierarchy/limits.ts";
import { findParent } from "../hierarchy/parents/parents.ts";
import { renameParent } from "../hierarchy/rename.ts";
import { refuseDocument } from "../hierarchy/refusal.ts";
import { isSameStanding } from "../hierarchy/parents/standing.ts";
import type { Library } from "../library.ts";
import { DefinitionRefused } from "../refused.ts";
import { refuseTriggeredElsewhere } from "./triggered.ts";
import { fieldsOf, isSameForm, newWorkflow, revisionOf, type Place } from "./record.ts";

/** How a document is written. */
export interface StoreOptions {
  /** Whether nothing is written, and only told what a write would do. */
  readonly isDryRun: boolean;
  /** What becomes of followers that the write would break. */
  readonly onBreak: "reject" | "hold";
  /** Leaves out Mistral's own checks and the contract. */
  readonly skipValidation?: boolean;
}

export interface Stored {
  /** In the order of the document. */
  readonly rows: readonly WorkflowRecord[];
  readonly warnings: readonly WorkflowProblem[];
}

/** A workflow that is to be written: its text and the row that it changes, if there is one. */
export interface SourceFor {
  readonly source: DefinitionSource;
  readonly row: WorkflowRecord | undefined;
  /** Why it cannot be written, although its text may be in order: told only then. */
  readonly refusal?: DefinitionRefused;
}

/**
 * Writes the workflows of a document within a transaction: flattens them, stores what differs as new revisions, and takes
 * their followers along (design, section 10).
 *
 * @param actions names of the ad-hoc actions of the workbook that the document is
 * @param parentOf finds parents otherwise than by their names
 * @throws DefinitionRefused `invalid`, `forbidden`, `taken`, `breaking`
 * @throws DryRun with the report, which takes everything back
 */
export async function storeDocument(
  library: Library,
  definitions: DefinitionStore,
  sources: readonly SourceFor[],
  place: Place,
  options: StoreOptions,
  actions: readonly string[] = [],
  parentOf?: (reference: ParentReference) => ReturnType<typeof findParent>,
): Promise<Stored> {
  const { workbookName, caller } = place;
  const targets = sources.map(({ source, row }): Target => ({
    source,
    row,
    name: workbookName === null ? source.name : `${workbookName}.${source.name}`,
    id: row?.id ?? library.newId(),
  }));
  await definitions.workflows.lock(targets.flatMap(({ row }) => row?.id ?? []));
  const workbook = workbookName === null ? undefined : { name: workbookName, actions };
  const where: FlattenPlace = {
    namespace: place.namespace,
    isPublic: place.scope === "public",
    skipValidation: options.skipValidation ?? false,
    caller,
    workbook,
  };
  const finder: typeof findParent =
    parentOf === undefined ? findParent : (_definitions, _seeker, reference) => parentOf(reference);
  const { document, flat } = await flattenTargets(library, definitions, targets, where, finder);
  settle(library);
  refuseDocument(document.problems);
  for (const { refusal } of sources) if (refusal !== undefined) throw refusal;
  const rows: WorkflowRecord[] = [];
  const changed: Changed[] = [];
  for (const one of flat) {
    const row =
      one.row === undefined ? await insert(definitions, one, place) : await change(definitions, one, one.row, place);
    rows.push(row);
    const isChanged = row.revision !== one.row?.revision;
    if (one.row !== undefined && isChanged) changed.push({ row, before: one.row, flattened: one.flattened });
  }
  await checkDescendants(definitions, flat, library.limits.maxDescendants);
  const inDocument = new Set(targets.map(({ id }) => id));
  const impact = await updateFollowers(library, definitions, changed, inDocument, place.now);
  settle(library);
  if (impact.broken.length > 0 && options.onBreak === "reject" && !options.isDryRun) {
    throw await refuseBroken(definitions, changed, impact);
  }
  if (options.isDryRun) throw new DryRun(await reportOf(definitions, rows, changed, impact));
  for (const { row } of [...changed, ...impact.changed]) {
    await definitions.workflows.pruneRevisions(row.id, library.limits.revisionsKept);
  }
  // One of the document may have followed another one outside, which followed the document.
  const again = new Map(impact.changed.map(({ row }) => [row.id, row]));
  return {
    rows: rows.map((row) => again.get(row.id) ?? row),
    warnings: document.problems.filter(({ severity }) => severity === "warning"),
  };
}

/**
 * What a write or a dry run came to.
 *
 * @param work is given the library to work with
 * @throws anything else that `work` throws
 */
export async function inDryRun<Result>(
  library: Library,
  work: (library: Library) => Promise<Result>,
): Promise<Result | { readonly report: JsonMap }> {
  try {
    return await withAnswers(library, work);
  } catch (error) {
    if (error instanceof DryRun) return { report: error.report };
    throw error;
  }
}

async function insert(definitions: DefinitionStore, flat: FlatTarget, place: Place): Promise<WorkflowRecord> {
  const row = newWorkflow(flat, place);
  const revision = revisionOf(row, flat, null, place.caller.user, place.now);
  await definitions.workflows.create(row, revision).catch((error: unknown) => takenName(error, row));
  return row;
}

/** Stores another state of a workflow. What stays the same keeps its revision and its times. */
async function change(
  definitions: DefinitionStore,
  flat: FlatTarget,
  found: WorkflowRecord,
  place: Place,
): Promise<WorkflowRecord> {
  checkOwner("WorkflowDefinition", found, place.caller);
  if (found.scope === "public" && place.scope === "private") await refuseTriggeredElsewhere(definitions, found);
  const set = { ...fieldsOf(flat), scope: place.scope, workbookName: place.workbookName ?? found.workbookName };
  if (
    isSameText(found, { ...found, ...set }) &&
    isSameForm(found, flat.flattened, flat.stored && demandIn(flat.stored))
  ) {
    if (isSameStanding(found, { ...found, ...set })) return found;
    const { inheritanceState, inheritanceError, parents } = set;
    await definitions.workflows.update(found.id, { inheritanceState, inheritanceError, parents });
    return { ...found, inheritanceState, inheritanceError, parents };
  }
  const revision = (await definitions.workflows.lastRevision(found.id)) + 1;
  const row: WorkflowRecord = { ...found, ...set, revision, updatedAt: place.now };
  const { id, ...fields } = row;
  const stored = revisionOf(row, flat, null, place.caller.user, place.now);
  await definitions.workflows.update(id, fields, stored).catch((error: unknown) => takenName(error, row));
  if (row.name !== found.name) await renameParent(definitions, id, row.name);
  return row;
}

/** Tags and interface follow from the text and the flattened body. */
function isSameText(before: WorkflowRecord, after: WorkflowRecord): boolean {
  return (
    before.name === after.name &&
    before.definition === after.definition &&
    before.scope === after.scope &&
    before.workbookName === after.workbookName
  );
}

/** @throws DefinitionRefused `taken` in Mistral's words when the name exists; any other error as it is */
function takenName(error: unknown, { name, namespace }: { name: string; namespace: string }): never {
  if (!(error instanceof Duplicate)) throw error;
  const message = `Duplicate entry for WorkflowDefinition ['name', 'namespace', 'project_id']: ${name}, ${namespace}, None`;
  throw new DefinitionRefused("taken", message);
}
