import type { Caller, WorkbookRecord } from "../../core/model/index.ts";
import { checkOwner } from "../access.ts";
import type { Library } from "../library.ts";
import { DefinitionRefused } from "../refused.ts";

/** @throws DefinitionRefused `missing` */
export async function getWorkbook(
  library: Library,
  caller: Caller,
  name: string,
  namespace: string,
): Promise<WorkbookRecord> {
  const found = await library.store.workbooks.find(name, namespace, caller.project);
  if (found === undefined) throw missingWorkbook("name", name, namespace);
  return found;
}

/**
 * Deletes a workbook. Its workflows and actions stay until they are deleted one by one (REST reference, section 4).
 *
 * @throws DefinitionRefused `missing`, `forbidden` (another project's)
 */
export async function deleteWorkbook(library: Library, caller: Caller, name: string, namespace: string): Promise<void> {
  const { workbooks } = library.store;
  const found = await workbooks.find(name, namespace, caller.project);
  if (found === undefined) throw missingWorkbook("workbook_name", name, namespace);
  checkOwner("Workbook", found, caller);
  await workbooks.delete(found.id);
  library.changed();
}

/**
 * The refusal, in Mistral's words.
 *
 * @param label what Mistral calls the name: it depends on the request
 */
export function missingWorkbook(label: string, name: string, namespace: string): DefinitionRefused {
  return new DefinitionRefused("missing", `Workbook not found [${label}=${name}, namespace=${namespace}]`);
}
