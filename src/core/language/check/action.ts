import type { JsonMap, Problem } from "../../base/index.ts";
import { buildAction } from "../build/action.ts";
import { get } from "../map.ts";
import { action as actionShape } from "../shape/definition.ts";
import { faultsOf } from "../shape/schema.ts";
import type { AdhocActionSpec } from "../spec.ts";
import type { Locate } from "../yaml/path.ts";
import { checkCall } from "./call.ts";
import { checkStoredName } from "./names.ts";
import { Report } from "./report.ts";

/**
 * Checks an ad-hoc action.
 *
 * @param name its name
 * @param body its body
 * @param locate finds places by paths that begin in `body`; without it problems have no place
 * @returns all problems, in front the one that Mistral 15 reports; the specification unless one of them is an error
 */
export function checkAction(
  name: string,
  body: JsonMap,
  locate?: Locate,
): { spec: AdhocActionSpec | undefined; problems: readonly Problem[] } {
  const report = new Report(locate);
  report.faults(faultsOf({ ...body, name, version: "2.0" }, actionShape), []);
  checkCall(report, get(body, "base"), ["base"]);
  report.expressions(get(body, "base-input"), ["base-input"]);
  const output = get(body, "output");
  if (typeof output === "string") report.expressions(output, ["output"]);
  else report.lateExpressions(output, ["output"]);
  checkStoredName(report, name, []);
  return { spec: report.hasErrors ? undefined : buildAction(name, body), problems: report.problems };
}
