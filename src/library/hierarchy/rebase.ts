import type { JsonMap } from "../../core/base/index.ts";
import type { ParentReference } from "../../core/inheritance/index.ts";
import type { Caller, ParentRecord, WorkflowRecord } from "../../core/model/index.ts";
import type { DefinitionStore } from "../../store/index.ts";
import { checkOwner } from "../access.ts";
import type { Library } from "../library.ts";
import { DefinitionRefused } from "../refused.ts";
import { findWorkflow, missingWorkflow } from "../workflows/find.ts";
import { inDryRun, storeDocument } from "../workflows/store.ts";
import { arrowFor, arrowsOf } from "./parents/arrows.ts";
import { parentOfEdge, type FoundParent } from "./parents/parents.ts";
import { shortName, sourceOf } from "./parents/stored.ts";

/** To which revisions of its parents a workflow is to move. */
export interface Rebase {
  readonly identifier: string;
  readonly namespace: string;
  /** By the parent's id; null for the newest. Parents that are not named stay. */
  readonly parents: ReadonlyMap<string, number | null>;
  readonly isDryRun: boolean;
}

/**
 * Flattens a workflow anew upon other revisions of its parents (design, section 13).
 *
 * @returns the workflow, or the report of a dry run
 * @throws DefinitionRefused `missing`, `forbidden`, `invalid`, `breaking`
 */
export async function rebaseWorkflow(
  library: Library,
  caller: Caller,
  rebase: Rebase,
): Promise<{ readonly row: WorkflowRecord } | { readonly report: JsonMap }> {
  const written = await inDryRun(library, (asked) =>
    library.store.transaction(async (definitions) => {
      await definitions.workflows.lockHierarchy();
      const { identifier, namespace } = rebase;
      const row = await findWorkflow(definitions, caller, identifier, namespace);
      if (row === undefined) throw missingWorkflow(identifier, namespace);
      checkOwner("WorkflowDefinition", row, caller);
      return moveTo(asked, definitions, caller, row, rebase);
    }),
  );
  if ("row" in written) library.changed();
  return written;
}

async function moveTo(
  library: Library,
  definitions: DefinitionStore,
  caller: Caller,
  row: WorkflowRecord,
  { parents, isDryRun }: Rebase,
): Promise<{ row: WorkflowRecord }> {
  const stored = await definitions.workflows.getOwnPart(row.id, row.revision);
  const source = sourceOf(shortName(row), shortName(row), row.definition, stored?.ownSpec ?? row.spec);
  const arrows = arrowsOf(row, source.body);
  const unknown = [...parents.keys()].find((id) => !row.parents.some(({ parentId }) => parentId === id));
  if (unknown !== undefined) throw wrong(row, `'${unknown}' is no parent of '${row.name}'`);
  for (const { edge, reference } of arrows) checkMove(row, edge, parents.get(edge.parentId), reference.revision);
  const place = {
    namespace: row.namespace,
    scope: row.scope,
    caller,
    workbookName: row.workbookName,
    now: library.now(),
  };
  const options = { isDryRun, onBreak: library.limits.onBreak } as const;
  const parentOf = async (reference: ParentReference): Promise<FoundParent | "missing"> => {
    const edge = arrowFor(arrows, reference)?.edge;
    if (edge === undefined) return "missing";
    const asked = parents.get(edge.parentId);
    const stays = asked === undefined && edge.mode === "LOCKED";
    const revision = stays ? edge.parentRevision : (asked ?? undefined);
    const found = await parentOfEdge(definitions, edge, row.projectId, revision);
    // A parent that is gone is kept as it is; there is nothing to move to.
    return found === undefined || (asked !== undefined && !found.row.isReachable) ? "missing" : found;
  };
  const { rows } = await storeDocument(library, definitions, [{ source, row }], place, options, [], parentOf);
  return { row: rows[0] ?? row };
}

/** A follower takes only the newest revision, and a revision that the text says is changed in the text. */
function checkMove(
  row: WorkflowRecord,
  { parentName, mode }: ParentRecord,
  asked: number | null | undefined,
  pinned: number | undefined,
): void {
  if (asked === undefined) return;
  if (pinned !== undefined) {
    throw wrong(row, `the text says revision ${pinned} of '${parentName}'; change it there`);
  }
  if (asked !== null && mode === "FOLLOW") {
    throw wrong(
      row,
      `'${row.name}' follows '${parentName}' and takes its newest revision only; say null, or pin one in the text`,
    );
  }
}

function wrong({ name }: WorkflowRecord, message: string): DefinitionRefused {
  const error = { code: "INH-010", path: "extends", workflow: name, message };
  return new DefinitionRefused("invalid", `INH-010: ${message} [workflow=${name}]`, {
    inheritance: { ...error, errors: [error] },
  });
}
