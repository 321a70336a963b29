import { isMap, writeJson, type Json } from "../base/index.ts";
import type { Expectation, TaskExpectation } from "./rehearsal.ts";
import type { Rehearsed } from "./rehearse.ts";

/**
 * Compares what a workflow did with what was expected.
 *
 * @returns one line for each difference, none when all is as expected
 */
export function differencesOf(expected: Expectation, { execution, tasks }: Rehearsed): string[] {
  const byName = Map.groupBy(tasks, ({ task }) => task.name);
  return [
    ...differs("state", expected.state, execution.state),
    ...differs("state_info", expected.stateInfo, execution.stateInfo),
    ...differs("output", expected.output, execution.output),
    ...[...expected.tasks].flatMap(([name, task]) => taskDiffers(name, task, byName.get(name) ?? [])),
  ];
}

function taskDiffers(name: string, expected: TaskExpectation, runs: Rehearsed["tasks"]): string[] {
  const last = runs.at(-1);
  const counted = differs(`tasks.${name}.runs`, expected.runs, runs.length);
  if (last === undefined) return expected.runs === 0 ? [] : [...counted, `tasks.${name}: it never ran`];
  return [
    ...counted,
    ...differs(`tasks.${name}.state`, expected.state, last.task.state),
    ...differs(`tasks.${name}.result`, expected.result, last.result),
    ...differs(`tasks.${name}.published`, expected.published, last.task.published),
  ];
}

function differs(what: string, expected: Json | undefined, actual: Json): string[] {
  if (expected === undefined || canonical(expected) === canonical(actual)) return [];
  return [`${what}: expected ${writeJson(expected)}, got ${writeJson(actual)}`];
}

/** The order of keys means nothing. */
function canonical(value: Json): string {
  if (Array.isArray(value)) return `[${value.map((item: Json) => canonical(item)).join()}]`;
  if (!isMap(value)) return writeJson(value);
  const entries = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, item]) => `${writeJson(key)}:${canonical(item)}`).join()}}`;
}
