import type { Json, JsonMap } from "../base/index.ts";
import type { Flow, Step, Trail } from "./canon/node.ts";
import { notesOf } from "./canon/render.ts";

/** Records of trails, which never change; a child shares most of them with its parent. */
const known = new WeakMap<Trail, Json>();

/**
 * The shadow tree of contributors (design, section 14).
 *
 * @param flow the workflow
 * @returns by JSON pointer into the canonical rendering all contributors, oldest first; what was removed stands under `-`
 */
export function provenanceOf(flow: Flow): JsonMap {
  const records: Record<string, Json> = {};
  for (const [pointer, trail] of notesOf(flow)) records[pointer] = recordOf(trail);
  if (flow.gone.size === 0) return records;
  records["-"] = Object.fromEntries([...flow.gone].map(([pointer, { trail }]) => [pointer, recordOf(trail)]));
  return records;
}

/** A trail as it is told and stored. */
function recordOf(trail: Trail): Json {
  const before = known.get(trail);
  if (before !== undefined) return before;
  const record = trail.map(stepRecord);
  known.set(trail, record);
  return record;
}

function stepRecord({ wf, rev, line, op, was, id }: Step): JsonMap {
  if (line !== undefined && was === undefined) return { wf, rev, line, op, id };
  return {
    wf,
    rev,
    ...(line === undefined ? {} : { line }),
    op,
    ...(was === undefined ? {} : { was }),
    id,
  };
}
