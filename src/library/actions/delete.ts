import type { Caller } from "../../core/model/index.ts";
import { checkOwner } from "../access.ts";
import type { Library } from "../library.ts";
import { findAdhocAction, missingAdhocAction } from "./find.ts";

/**
 * Deletes an ad-hoc action. System actions are not there to be deleted.
 *
 * @param identifier name or id
 * @throws DefinitionRefused `missing`, `forbidden` (another project's)
 */
export async function deleteAction(
  library: Library,
  caller: Caller,
  identifier: string,
  namespace: string,
): Promise<void> {
  await library.store.transaction(async (definitions) => {
    const found = await findAdhocAction(definitions, caller, identifier, namespace);
    if (found === undefined) throw missingAdhocAction(identifier, namespace);
    checkOwner("ActionDefinition", found, caller);
    await definitions.actionDefinitions.delete(found.id);
  });
  library.changed();
}
