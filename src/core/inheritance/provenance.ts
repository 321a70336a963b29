import type { Json, JsonMap } from "../base/index.ts";
import type { Flow, Step, Trail } from "./canon/node.ts";
import { renderFlow } from "./canon/render.ts";

/**
 * Renders a workflow together with the shadow tree of its contributors (design, section 14).
 *
 * @param flow the workflow
 * @returns the canonical rendering, and by JSON pointer into it all contributors, oldest first; what was removed stands
 *   under `-`
 */
export function renderWithProvenance(flow: Flow): { spec: JsonMap; provenance: JsonMap } {
  const records: (readonly [string, Json])[] = [];
  const spec = renderFlow(flow, (pointer, trail) => records.push([pointer, trailRecord(trail)]));
  if (flow.gone.size > 0) {
    const removed = [...flow.gone].map(([pointer, { trail }]) => [pointer, trailRecord(trail)] as const);
    records.push(["-", Object.fromEntries(removed)]);
  }
  return { spec, provenance: Object.fromEntries(records) };
}

function trailRecord(trail: Trail): Json {
  return trail.map(stepRecord);
}

function stepRecord({ wf, rev, line, op, was, id }: Step): JsonMap {
  return {
    wf,
    rev,
    ...(line === undefined ? {} : { line }),
    op,
    ...(was === undefined ? {} : { was }),
    id,
  };
}
