import type { JsonMap } from "../../base/index.ts";
import { levelTowards } from "../check/demand.ts";
import type { Flattened } from "../flattened.ts";
import type { LoadedParent } from "../parents/definition.ts";
import type { Report } from "../report/problem.ts";
import type { Compare } from "./behaviour/compare.ts";
import { isAtLeast } from "./level.ts";
import { conformanceOf } from "./verdict.ts";

/**
 * Checks the behaviour that a child declares, or that a parent demands of it: INH-034 when it is refuted, INH-035 when it
 * could not be decided.
 *
 * @param child its text and its parents
 * @param flattened the result
 * @param compare decides what the edits do not show
 * @param report gets the errors
 */
export function checkBehaviour(
  child: { readonly body: JsonMap; readonly parents: readonly LoadedParent[] },
  flattened: Flattened,
  compare: Compare | undefined,
  report: Report,
): void {
  for (const parent of child.parents) {
    const level = levelTowards(child, parent);
    if (!isAtLeast(level, "life-cycle")) continue;
    const { refuted, undecided, reasons } = conformanceOf(flattened, parent.flattened, level, compare);
    const witness = refuted[level];
    const details = { parent: parent.reference.name };
    if (witness !== undefined) {
      report.add(
        "INH-034",
        ["conforms"],
        `'${level}' does not hold towards '${parent.reference.name}': ${witness}; undo the change, or declare less`,
        details,
      );
    } else if (undecided.includes(level)) {
      report.add(
        "INH-035",
        ["conforms"],
        `'${level}' towards '${parent.reference.name}' could not be decided (${reasons[level] ?? ""}); change less at once, or declare less`,
        details,
      );
    }
  }
}
