import { isMap } from "../../base/index.ts";
import type { Json, JsonMap } from "../../base/index.ts";
import { clauseNames } from "../canon/attributes.ts";
import { isExplicit, isOneKeyMap } from "../canon/read-clause.ts";
import { own } from "../canon/read-flow.ts";
import type { Report } from "../report/problem.ts";

/**
 * Warns of on-clauses that are written as a map with one key (W9): one guarded entry here, while Mistral drops it or its
 * guard and starts the target at once (design, section 3).
 *
 * @param body the workflow as written
 * @param report gets the warnings
 */
export function warnOfOneKeyMaps(body: JsonMap, report: Report): void {
  warnIn(own(body, "task-defaults"), ["task-defaults"], report);
  for (const area of ["override", "tasks"]) {
    const tasks = own(body, area);
    if (tasks === undefined || !isMap(tasks)) continue;
    for (const [name, task] of Object.entries(tasks)) warnIn(task, [area, name], report);
  }
}

function warnIn(task: Json | undefined, place: readonly string[], report: Report): void {
  if (task === undefined || !isMap(task)) return;
  for (const clause of clauseNames) {
    const value = own(task, clause);
    if (value === undefined || !isOneKeyEntry(value)) continue;
    const path = [...place, clause];
    report.warn(
      "INH-W9",
      path,
      `'${path.join(".")}' is a map with one key: one guarded transition here, but Mistral would not see it so; write a list`,
    );
  }
}

function isOneKeyEntry(clause: Json): boolean {
  if (!isMap(clause) || !isExplicit(clause)) return isOneKeyMap(clause);
  const next = own(clause, "next");
  return next !== undefined && isOneKeyMap(next);
}
