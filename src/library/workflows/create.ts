import type { Problem } from "../../core/base/index.ts";
import { readWorkflows } from "../../core/language/index.ts";
import type { Caller, WorkflowRecord } from "../../core/model/index.ts";
import { Duplicate, type DefinitionStore } from "../../store/index.ts";
import { scopeOf } from "../access.ts";
import type { Library } from "../library.ts";
import { DefinitionRefused, refuseErrors } from "../refused.ts";
import { prepareWorkflows } from "./prepare.ts";
import type { PreparedWorkflow } from "./prepared.ts";
import { newWorkflow, revisionOf, type Place } from "./record.ts";

/** A text of definitions that is to be written. */
export interface TextWrite {
  readonly text: string;
  readonly namespace: string;
  /** As the client says it: `private` or `public`. */
  readonly scope: string;
}

export interface WorkflowsWritten {
  /** In the order of the text. */
  readonly workflows: readonly WorkflowRecord[];
  readonly warnings: readonly Problem[];
}

/**
 * Creates the workflows of a text: all of them or none.
 *
 * @throws DefinitionRefused `invalid`, `forbidden` (publishing without being an admin), `taken`
 */
export async function createWorkflows(library: Library, caller: Caller, write: TextWrite): Promise<WorkflowsWritten> {
  const scope = scopeOf(write.scope, caller);
  const { workflows: sources, problems } = readWorkflows(write.text);
  refuseErrors(problems);
  const { workflows: prepared, warnings } = prepareWorkflows(sources, null);
  const place = { namespace: write.namespace, scope, caller, now: library.now() };
  const workflows = await library.store.transaction(async (definitions) => {
    const rows: WorkflowRecord[] = [];
    for (const one of prepared) rows.push(await insertWorkflow(definitions, library.newId(), one, place));
    return rows;
  });
  library.changed();
  return { workflows, warnings };
}

/**
 * Stores a new workflow with its first revision.
 *
 * @throws DefinitionRefused `taken`
 */
export async function insertWorkflow(
  definitions: DefinitionStore,
  id: string,
  prepared: PreparedWorkflow,
  place: Place,
): Promise<WorkflowRecord> {
  const row = newWorkflow(prepared, id, place);
  const revision = revisionOf(row, prepared, null, place.caller.user, place.now);
  await definitions.workflows.create(row, revision).catch((error: unknown) => takenName(error, row));
  return row;
}

/** @throws DefinitionRefused `taken` in Mistral's words when the name exists; any other error as it is */
export function takenName(error: unknown, { name, namespace }: { name: string; namespace: string }): never {
  if (!(error instanceof Duplicate)) throw error;
  const message = `Duplicate entry for WorkflowDefinition ['name', 'namespace', 'project_id']: ${name}, ${namespace}, None`;
  throw new DefinitionRefused("taken", message);
}
