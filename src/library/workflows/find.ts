import type { Caller, WorkflowRecord } from "../../core/model/index.ts";
import type { DefinitionStore } from "../../store/index.ts";
import { reachableBy } from "../access.ts";
import type { Library } from "../library.ts";
import { DefinitionRefused } from "../refused.ts";
import { isUuid } from "../uuid.ts";

/**
 * Finds a workflow: an id in any namespace, a name in the given one and nowhere else.
 *
 * @param definitions the store, or the transaction that reads
 * @returns undefined when there is none that the caller sees
 */
export function findWorkflow(
  definitions: DefinitionStore,
  caller: Caller,
  identifier: string,
  namespace: string,
): Promise<WorkflowRecord | undefined> {
  if (isUuid(identifier)) return definitions.workflows.get(identifier, reachableBy(caller));
  return definitions.workflows.find(identifier, namespace, caller.project);
}

/** @throws DefinitionRefused `missing` */
export async function getWorkflow(
  library: Library,
  caller: Caller,
  identifier: string,
  namespace: string,
): Promise<WorkflowRecord> {
  const found = await findWorkflow(library.store, caller, identifier, namespace);
  if (found === undefined) throw missingWorkflow(identifier, namespace);
  return found;
}

/** The refusal, in Mistral's words. */
export function missingWorkflow(identifier: string, namespace: string): DefinitionRefused {
  const message = `Workflow not found [workflow_identifier=${identifier}, namespace=${namespace}]`;
  return new DefinitionRefused("missing", message);
}
