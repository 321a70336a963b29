import type { Json, JsonMap } from "../../base/index.ts";
import type { Flow } from "../canon/node.ts";
import { own } from "../canon/read-flow.ts";
import type { Report } from "../report/problem.ts";

/** What a text says with `abstract` or `final`: of the whole workflow, and of some tasks. */
export interface Mark {
  readonly isSet: boolean;
  readonly isWhole: boolean;
  readonly tasks: readonly string[];
}

/** Reads `abstract` or `final`; `false` is the same as absent. */
export function readMark(body: JsonMap, key: "abstract" | "final"): Mark {
  const value = own(body, key);
  if (!Array.isArray(value)) return { isSet: value === true, isWhole: value === true, tasks: [] };
  return { isSet: true, isWhole: false, tasks: value.filter((name: Json) => typeof name === "string") };
}

export interface Marks {
  readonly abstract: Mark;
  readonly final: Mark;
  /** Abstract tasks of the parents. */
  readonly inheritedAbstract: readonly string[];
  /** Final tasks of the parents. */
  readonly inheritedFinal: readonly string[];
}

/**
 * Finds the tasks that still have to be implemented, in the order of the workflow.
 *
 * @param flow the result
 * @param marks what is said about tasks, here and above
 */
export function abstractTasksOf(flow: Flow, { abstract, inheritedAbstract }: Marks): string[] {
  const named = new Set([...inheritedAbstract, ...abstract.tasks]);
  return [...flow.tasks.keys()].filter((name) => named.has(name) && !isImplemented(flow, name));
}

/**
 * Checks `abstract` and `final` against the result (design, section 8): INH-022, then INH-006.
 *
 * @param flow the result
 * @param marks what is said about tasks, here and above
 * @param report gets the errors
 */
export function checkMarks(flow: Flow, marks: Marks, report: Report): void {
  const { abstract, final } = marks;
  const missing = abstractTasksOf(flow, marks);
  for (const name of abstract.tasks) {
    const path = ["abstract", name];
    if (!flow.tasks.has(name)) report.add("INH-022", path, unknown("abstract", name));
    else if (isImplemented(flow, name)) {
      report.add(
        "INH-022",
        path,
        `'abstract' names task '${name}', which has an action or workflow; drop one of the two`,
      );
    } else if (marks.inheritedFinal.includes(name) && !final.tasks.includes(name))
      report.add("INH-022", path, both(name));
  }
  for (const name of final.tasks) {
    const path = ["final", name];
    if (!flow.tasks.has(name)) report.add("INH-022", path, unknown("final", name));
    else if (missing.includes(name)) report.add("INH-022", path, both(name));
  }
  for (const name of missing) {
    if (abstract.tasks.includes(name) || final.tasks.includes(name) || !marks.inheritedFinal.includes(name)) continue;
    report.add("INH-022", ["final", name], both(name));
  }
  if (final.isWhole && abstract.isSet) {
    report.add(
      "INH-022",
      ["final"],
      "an abstract workflow cannot be 'final: true': nobody could ever run it; drop one of the two",
    );
  }
  if (abstract.isSet) return;
  for (const name of missing) {
    report.add(
      "INH-006",
      ["tasks", name],
      `abstract task '${name}' is not implemented; give it an action or workflow under 'override', or declare the workflow abstract`,
    );
  }
}

function isImplemented(flow: Flow, name: string): boolean {
  const parts = flow.tasks.get(name)?.parts;
  return parts !== undefined && (parts.has("action") || parts.has("workflow"));
}

function unknown(key: string, name: string): string {
  return `'${key}' names task '${name}', which is not there; correct the name or drop it`;
}

function both(name: string): string {
  return `task '${name}' is both abstract and final: nobody could implement it; drop one of the two`;
}
