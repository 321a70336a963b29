import { readWorkflows } from "../../core/language/index.ts";
import type { Caller, ParentRecord, WorkflowRecord } from "../../core/model/index.ts";
import type { DefinitionStore } from "../../store/index.ts";
import { checkOwner, scopeOf } from "../access.ts";
import type { Library } from "../library.ts";
import { DefinitionRefused, refuseErrors } from "../refused.ts";
import { takenName, type TextWrite, type WorkflowsWritten } from "./create.ts";
import { findWorkflow, missingWorkflow } from "./find.ts";
import { prepareWorkflows } from "./prepare.ts";
import type { PreparedWorkflow } from "./prepared.ts";
import { fieldsOf, revisionOf, type Place } from "./record.ts";

export interface WorkflowsUpdate extends TextWrite {
  /** Name or id of the one workflow to change, which a different name in the text renames; undefined: each by its name. */
  readonly identifier: string | undefined;
}

/**
 * Changes the workflows of a text: all of them or none. What stays the same keeps its revision and its times.
 *
 * @throws DefinitionRefused `invalid`, `forbidden`, `missing` (every one must exist), `taken`
 */
export async function updateWorkflows(
  library: Library,
  caller: Caller,
  update: WorkflowsUpdate,
): Promise<WorkflowsWritten> {
  const scope = scopeOf(update.scope, caller);
  const { identifier, namespace } = update;
  const { workflows: sources, problems } = readWorkflows(update.text);
  refuseErrors(problems);
  const { workflows: prepared, warnings } = prepareWorkflows(sources, null);
  if (identifier !== undefined && prepared.length > 1) {
    const message = `More than one workflows are not supported for update with identifier. [identifier: ${identifier}]`;
    throw new DefinitionRefused("invalid", message);
  }
  const place = { namespace, scope, caller, now: library.now() };
  const workflows = await library.store.transaction(async (definitions) => {
    const rows: WorkflowRecord[] = [];
    for (const one of prepared) {
      const name = identifier ?? one.name;
      const found = (await findWorkflow(definitions, caller, name, namespace)) ?? missingWorkflow(name, namespace);
      rows.push(await changeWorkflow(definitions, found, one, place));
    }
    return rows;
  });
  library.changed();
  return { workflows, warnings };
}

/**
 * Stores another state of a workflow, if it differs from the present one, as its next revision.
 *
 * @param found the workflow as it is
 * @returns the workflow as it is then
 * @throws DefinitionRefused `forbidden`, `taken`
 */
export async function changeWorkflow(
  definitions: DefinitionStore,
  found: WorkflowRecord,
  prepared: PreparedWorkflow,
  place: Place,
): Promise<WorkflowRecord> {
  checkOwner("WorkflowDefinition", found, place.caller);
  const set = fieldsOf(prepared, place.scope);
  if (isUnchanged(found, { ...found, ...set })) return found;
  const revision = (await definitions.workflows.lastRevision(found.id)) + 1;
  const row: WorkflowRecord = { ...found, ...set, revision, updatedAt: place.now };
  const { id, ...fields } = row;
  const stored = revisionOf(row, prepared, null, place.caller.user, place.now);
  await definitions.workflows.update(id, fields, stored).catch((error: unknown) => takenName(error, row));
  return row;
}

/** Tags, interface and flags follow from the text and the flattened body. */
function isUnchanged(before: WorkflowRecord, after: WorkflowRecord): boolean {
  return (
    before.name === after.name &&
    before.definition === after.definition &&
    before.specChecksum === after.specChecksum &&
    before.scope === after.scope &&
    before.workbookName === after.workbookName &&
    before.inheritanceState === after.inheritanceState &&
    sameParents(before.parents, after.parents)
  );
}

function sameParents(before: readonly ParentRecord[], after: readonly ParentRecord[]): boolean {
  const key = ({ parentId, parentRevision, mode }: ParentRecord) => `${parentId}@${parentRevision} ${mode}`;
  return before.map(key).join() === after.map(key).join();
}
