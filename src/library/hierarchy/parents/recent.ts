import type { Flattened } from "../../../core/inheritance/index.ts";
import type { DefinitionStore, RevisionStamp } from "../../../store/index.ts";
import { flattenedOf } from "./stored.ts";

/** How many complete forms are kept; a large one takes some megabytes. */
const most = 16;

/** The forms that were read last, the latest at the end. A revision never changes, so none of them gets old. */
const kept = new Map<string, Flattened>();

/**
 * A stored workflow as its children see it, brought back once for many of them.
 *
 * @param revision which of its states
 * @returns with the workbook that it belonged to; undefined when that revision is not kept (any more)
 */
export async function loadFlattened(
  { workflows }: DefinitionStore,
  workflowId: string,
  revision: number,
): Promise<{ readonly flattened: Flattened; readonly workbookName: string | null } | undefined> {
  const stamp = await workflows.getRevisionStamp(workflowId, revision);
  if (stamp === undefined) return undefined;
  const { workbookName } = stamp;
  const key = keyOf(workflowId, revision, stamp);
  const known = kept.get(key);
  if (known !== undefined) {
    keep(key, known);
    return { flattened: known, workbookName };
  }
  const stored = await workflows.getRevision(workflowId, revision);
  return stored === undefined ? undefined : { flattened: keep(key, flattenedOf(stored)), workbookName };
}

/** What was taken back with its transaction may be written anew under the same number, so the number alone will not do. */
function keyOf(workflowId: string, revision: number, stamp: RevisionStamp): string {
  return JSON.stringify([workflowId, revision, stamp]);
}

function keep(key: string, flattened: Flattened): Flattened {
  kept.delete(key);
  kept.set(key, flattened);
  for (const oldest of kept.keys()) {
    if (kept.size <= most) break;
    kept.delete(oldest);
  }
  return flattened;
}
