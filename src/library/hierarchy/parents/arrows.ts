import { isMap } from "../../../core/base/index.ts";
import type { JsonMap } from "../../../core/base/index.ts";
import { readReferences, type ParentReference } from "../../../core/inheritance/index.ts";
import type { ParentRecord, RevisionRecord, WorkflowRecord } from "../../../core/model/index.ts";

/** An arrow that a stored workflow has, beside the words of its text that it comes from. */
export interface Arrow {
  readonly reference: ParentReference;
  readonly edge: ParentRecord;
}

/**
 * The arrows of a stored workflow.
 *
 * @param ownSpec its text as it was when the arrows were made
 */
export function arrowsOf({ parents }: Pick<WorkflowRecord, "parents">, ownSpec: JsonMap): Arrow[] {
  return readReferences(ownSpec).flatMap((reference, place) => {
    const edge = parents[place];
    return edge === undefined ? [] : [{ reference, edge }];
  });
}

/** The arrow that belongs to these words. */
export function arrowFor(arrows: readonly Arrow[], { name, namespace, revision }: ParentReference): Arrow | undefined {
  return arrows.find(
    ({ reference }) => reference.name === name && reference.namespace === namespace && reference.revision === revision,
  );
}

/** What a stored workflow asks of its descendants; undefined where that follows from its text alone. */
export function demandIn({ edits }: Pick<RevisionRecord, "edits">): string | undefined {
  const demand = isMap(edits) && Object.hasOwn(edits, "demand") ? edits["demand"] : undefined;
  return typeof demand === "string" ? demand : undefined;
}
