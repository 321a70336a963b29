import type { JsonMap } from "../../base/index.ts";
import type { Flow } from "../canon/node.ts";
import { own } from "../canon/read-flow.ts";
import { isAtLeast, isLevel, joinLevels } from "../conformance/level.ts";
import type { Level } from "../conformance/level.ts";
import type { LoadedParent } from "../parents/definition.ts";
import type { Report } from "../report/problem.ts";
import { breachesOf, reportBreaches } from "./contract.ts";

interface Bound {
  readonly body: JsonMap;
  readonly parents: readonly LoadedParent[];
}

/** The level that a text declares. */
export function declaredLevel(body: JsonMap): Level | undefined {
  const level = own(body, "conforms");
  return typeof level === "string" && isLevel(level) ? level : undefined;
}

/** The level that a child has to keep towards one of its parents (design, section 11). */
export function levelTowards({ body }: Bound, parent: LoadedParent): Level {
  return declaredLevel(body) ?? joinLevels(["interface", parent.flattened.demand]);
}

/** What a workflow hands down: its own demand joined with those of its parents. */
export function demandOf({ body, parents }: Bound): Level {
  return joinLevels([declaredLevel(body) ?? "none", ...parents.map(({ flattened }) => flattened.demand)]);
}

/**
 * Checks the contract towards each parent (INH-030 to 033), and that no less is declared than an ancestor demands
 * (INH-036).
 *
 * @param child its text and its parents
 * @param flow the result
 * @param report gets the errors
 */
export function checkDemands(child: Bound, flow: Flow, report: Report): void {
  const known = new Set(child.parents.flatMap((parent) => inputsOf(parent.flow)));
  const breaches = child.parents
    .filter((parent) => isAtLeast(levelTowards(child, parent), "interface"))
    .flatMap((parent) =>
      breachesOf(parent.flow, flow, known).map((breach) => ({ breach, parent: parent.reference.name })),
    );
  for (const code of ["INH-030", "INH-031", "INH-032", "INH-033"]) {
    for (const { breach, parent } of breaches) if (breach.code === code) reportBreaches([breach], parent, report);
  }
  const declared = declaredLevel(child.body);
  if (declared === undefined) return;
  const demanded = joinLevels(child.parents.map(({ flattened }) => flattened.demand));
  if (isAtLeast(declared, demanded)) return;
  report.add(
    "INH-036",
    ["conforms"],
    `'conforms: ${declared}' is less than the '${demanded}' that an ancestor demands; drop it, or declare as much`,
  );
}

function inputsOf(flow: Flow): string[] {
  const input = flow.parts.get("input");
  return input?.kind === "entries" ? [...input.entries.keys()] : [];
}
