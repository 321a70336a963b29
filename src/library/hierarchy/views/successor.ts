import type { Caller, RevisionRecord } from "../../../core/model/index.ts";
import type { Library } from "../../library.ts";
import { DefinitionRefused } from "../../refused.ts";
import { getRevision, type WorkflowRef } from "./view.ts";

/**
 * The state of a workflow by which executions of another one may go on: of the same workflow, or of one above or below it
 * (design, section 12).
 *
 * @param fromId the workflow that the executions run
 * @throws DefinitionRefused `missing`; `breaking` (INH-051) when the two are no relatives
 */
export async function getSuccessor(
  library: Library,
  caller: Caller,
  fromId: string,
  ref: WorkflowRef,
): Promise<RevisionRecord> {
  const { row, revision } = await getRevision(library, caller, ref);
  if (row.id === fromId) return revision;
  const { workflows } = library.store;
  const [above, below] = await Promise.all([workflows.listAncestors(fromId), workflows.listDescendants(fromId)]);
  const isRelative =
    above.some(({ parentId }) => parentId === row.id) || below.some(({ childId }) => childId === row.id);
  if (isRelative) return revision;
  const message = `'${row.name}' neither extends the workflow that is run, nor is extended by it`;
  const error = { code: "INH-051", path: "", workflow: row.name, message };
  throw new DefinitionRefused("breaking", `INH-051: ${message}`, { inheritance: { ...error, errors: [error] } });
}
