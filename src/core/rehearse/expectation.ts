import { isMap, writeJson, type Json } from "../base/index.ts";
import type { Expectation, TaskExpectation } from "./rehearsal.ts";
import type { Rehearsed } from "./rehearse.ts";

/** One thing that was expected, and whether it came. */
export interface Check {
  /** What is looked at: `state`, `tasks.deploy.result` ... */
  readonly what: string;
  readonly expected: Json;
  /** Undefined for a task that never ran. */
  readonly actual: Json | undefined;
  readonly isMet: boolean;
}

/**
 * Compares what a workflow did with what was expected.
 *
 * @returns all that was expected, in its order, met or not
 */
export function checksOf(expected: Expectation, { execution, tasks }: Rehearsed): Check[] {
  const byName = Map.groupBy(tasks, ({ task }) => task.name);
  return [
    ...check("state", expected.state, execution.state),
    ...check("state_info", expected.stateInfo, execution.stateInfo),
    ...check("output", expected.output, execution.output),
    ...[...expected.tasks].flatMap(([name, task]) => checkTask(`tasks.${name}`, task, byName.get(name) ?? [])),
  ];
}

/** One line for each check that is not met, none when all is as expected. */
export function differencesOf(checks: readonly Check[]): string[] {
  return checks
    .filter(({ isMet }) => !isMet)
    .map(({ what, expected, actual }) => {
      const got = actual === undefined ? "it never ran" : `got ${writeJson(actual)}`;
      return `${what}: expected ${writeJson(expected)}, ${got}`;
    });
}

function checkTask(what: string, expected: TaskExpectation, runs: Rehearsed["tasks"]): Check[] {
  const last = runs.at(-1);
  return [
    ...check(`${what}.runs`, expected.runs, runs.length),
    ...check(`${what}.state`, expected.state, last?.task.state),
    ...check(`${what}.result`, expected.result, last?.result),
    ...check(`${what}.published`, expected.published, last?.task.published),
  ];
}

function check(what: string, expected: Json | undefined, actual: Json | undefined): Check[] {
  if (expected === undefined) return [];
  const isMet = actual !== undefined && canonical(expected) === canonical(actual);
  return [{ what, expected, actual, isMet }];
}

/** The order of keys means nothing. */
function canonical(value: Json): string {
  if (Array.isArray(value)) return `[${value.map((item: Json) => canonical(item)).join()}]`;
  if (!isMap(value)) return writeJson(value);
  const entries = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, item]) => `${writeJson(key)}:${canonical(item)}`).join()}}`;
}
