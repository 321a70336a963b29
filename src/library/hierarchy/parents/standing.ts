import type { InheritanceState, ParentRecord, WorkflowRecord } from "../../../core/model/index.ts";
import type { ParentRow } from "./parents.ts";

/**
 * How a child stands to its parents, when nothing is wrong with it (design, section 10).
 *
 * @param parents its arrows, each with what is known of the parent by now; undefined when it is gone
 */
export function standingOf(
  parents: readonly (readonly [ParentRecord, Pick<ParentRow, "revision" | "isReachable"> | undefined])[],
): InheritanceState {
  if (parents.length === 0) return "NONE";
  if (parents.some(([, row]) => row?.isReachable !== true)) return "DETACHED";
  return parents.some(([edge, row]) => row !== undefined && row.revision > edge.parentRevision) ? "BEHIND" : "CURRENT";
}

/** Whether two arrows are the same to a reader. */
export function isSameStanding(before: WorkflowRecord, after: WorkflowRecord): boolean {
  const key = ({ parentId, parentRevision, mode }: ParentRecord): string => `${parentId}@${parentRevision} ${mode}`;
  const [was, is] = [before, after].map(({ parents }) => parents.map(key).join());
  return was === is && before.inheritanceState === after.inheritanceState;
}
