import type { JsonMap } from "../../core/base/index.ts";
import type { Caller, WorkflowRecord } from "../../core/model/index.ts";
import type { DefinitionStore } from "../../store/index.ts";
import { checkOwner } from "../access.ts";
import type { Impact } from "../hierarchy/followers.ts";
import { breaking, effectsOf, noImpact } from "../hierarchy/impact.ts";
import type { Library } from "../library.ts";
import { forgetMembers } from "../sharing/members.ts";
import { findWorkflow, missingWorkflow } from "./find.ts";
import { refuseTriggered } from "./triggered.ts";

export interface WorkflowDeletion {
  /** Name or id. */
  readonly identifier: string;
  readonly namespace: string;
  /** Deletes a parent, too; its children stay as they are and are DETACHED. */
  readonly isForced?: boolean;
  readonly isDryRun?: boolean;
}

/**
 * Deletes a workflow. Its executions keep what they read, and so do its children.
 *
 * @returns the report of a dry run; undefined when it was deleted
 * @throws DefinitionRefused `missing`, `forbidden` (another project's), `invalid` (a trigger starts it), `breaking` (it has
 *   children in its own project)
 */
export async function deleteWorkflow(
  library: Library,
  caller: Caller,
  { identifier, namespace, isForced = false, isDryRun = false }: WorkflowDeletion,
): Promise<JsonMap | undefined> {
  const report = await library.store.transaction(async (definitions) => {
    await definitions.workflows.lockHierarchy();
    const found = await findWorkflow(definitions, caller, identifier, namespace);
    if (found === undefined) throw missingWorkflow(identifier, namespace);
    checkOwner("WorkflowDefinition", found, caller);
    await refuseTriggered(definitions, found.id, identifier, namespace);
    const children = await childrenOf(definitions, found);
    const told = { dry_run: isDryRun, ...(await effectsOf(definitions, impactOf(children, found))) };
    if (isDryRun) return told;
    const own = children.filter(({ projectId }) => projectId === found.projectId);
    if (own.length > 0 && !isForced) {
      const names = own.map(({ name }) => name).join(", ");
      const message = `'${found.name}' has children: ${names}. Delete them first, or delete it with force=true: they then stay as they are.`;
      throw breaking(message, found.name, told);
    }
    for (const { id } of children) await definitions.workflows.update(id, { inheritanceState: "DETACHED" });
    await forgetMembers(definitions, found.id);
    await definitions.workflows.delete(found.id);
    return undefined;
  });
  if (report === undefined) library.changed();
  return report;
}

async function childrenOf(definitions: DefinitionStore, { id }: WorkflowRecord): Promise<WorkflowRecord[]> {
  const edges = await definitions.workflows.listChildren([id]);
  return definitions.workflows.lock([...new Set(edges.map(({ childId }) => childId))]);
}

/** Each child in the same project loses its parent. */
function impactOf(children: readonly WorkflowRecord[], { projectId, name }: WorkflowRecord): Impact {
  const own = children.filter((child) => child.projectId === projectId);
  const error = { code: "INH-001", path: "extends", message: `its parent '${name}' would be gone` };
  return {
    ...noImpact,
    broken: own.map((row) => ({ row, depth: 1, error: { ...error, errors: [{ ...error, workflow: row.name }] } })),
    otherProjects: children.length - own.length,
  };
}
