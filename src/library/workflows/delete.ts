import type { Caller } from "../../core/model/index.ts";
import { checkOwner } from "../access.ts";
import type { Library } from "../library.ts";
import { findWorkflow, missingWorkflow } from "./find.ts";

/**
 * Deletes a workflow. Its executions keep what they read.
 *
 * @param identifier name or id
 * @throws DefinitionRefused `missing`, `forbidden` (another project's)
 */
export async function deleteWorkflow(
  library: Library,
  caller: Caller,
  identifier: string,
  namespace: string,
): Promise<void> {
  await library.store.transaction(async (definitions) => {
    const found =
      (await findWorkflow(definitions, caller, identifier, namespace)) ?? missingWorkflow(identifier, namespace);
    checkOwner("WorkflowDefinition", found, caller);
    await definitions.workflows.delete(found.id);
  });
  library.changed();
}
