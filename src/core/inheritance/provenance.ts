import type { Json, JsonMap } from "../base/index.ts";
import type { Flow, Step, Task, Trail } from "./canon/node.ts";
import { taskNotes, topNotes } from "./canon/render.ts";
import type { Memory } from "./memory.ts";

/** Records of trails, which never change; a child shares most of them with its parent. */
const known = new WeakMap<Trail, Json>();

type TaskRecord = readonly [pointer: string, record: Json];

const knownTasks = new WeakMap<Task, readonly TaskRecord[]>();

/**
 * The shadow tree of contributors (design, section 14).
 *
 * @param flow the workflow
 * @returns by JSON pointer into the canonical rendering all contributors, oldest first; what was removed stands under `-`
 */
export function provenanceOf(flow: Flow): JsonMap {
  const records: Record<string, Json> = {};
  for (const [pointer, trail] of topNotes(flow)) records[pointer] = recordOf(trail);
  for (const [name, task] of flow.tasks)
    for (const [pointer, record] of recordsOf(name, task)) records[pointer] = record;
  if (flow.gone.size === 0) return records;
  records["-"] = Object.fromEntries([...flow.gone].map(([pointer, { trail }]) => [pointer, recordOf(trail)]));
  return records;
}

/** The records of a task, which has the same name wherever it is inherited. */
function recordsOf(name: string, task: Task): readonly TaskRecord[] {
  const before = knownTasks.get(task);
  if (before !== undefined) return before;
  const records = [...taskNotes(name, task)].map(([pointer, trail]): TaskRecord => [pointer, recordOf(trail)]);
  knownTasks.set(task, records);
  return records;
}

/** What is remembered of a stored workflow, told in full. */
export function provenanceIn(memory: Memory): JsonMap {
  const records: Record<string, Json> = {};
  for (const [pointer, trail] of memory.trails()) records[pointer] = trail.map(stepRecord);
  const { gone } = memory;
  if (gone.size > 0) {
    records["-"] = Object.fromEntries([...gone].map(([pointer, trail]) => [pointer, trail.map(stepRecord)]));
  }
  return records;
}

/** A trail as it is told. */
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
