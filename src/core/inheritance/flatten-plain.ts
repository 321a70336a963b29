import type { JsonMap } from "../base/index.ts";
import { checkWorkflow } from "../language/index.ts";
import type { Locate } from "../language/index.ts";
import type { Pen } from "./canon/pen.ts";
import { readFlow } from "./canon/read-flow.ts";
import { abstractTasksOf, checkMarks, readMark } from "./check/abstract.ts";
import type { Marks } from "./check/abstract.ts";
import { declaredLevel } from "./check/demand.ts";
import type { Flattened } from "./flattened.ts";
import { packFlattened } from "./pack.ts";
import type { FlattenContext } from "./parents/definition.ts";
import type { Report } from "./report/problem.ts";
import { warnOfAbstractCalls } from "./warn/result.ts";

/**
 * Makes of a workflow without `extends` what its children need. The workflow itself stays as it is written.
 *
 * @param source its full name, text and places
 * @param pen who it is
 * @param context what is known outside of the document
 * @param report gets Mistral's problems and INH-022
 * @returns undefined after an error
 */
export function flattenPlain(
  source: { readonly name: string; readonly body: JsonMap; readonly locate: Locate },
  pen: Pen,
  context: FlattenContext,
  report: Report,
): Flattened | undefined {
  const { body } = source;
  const flow = readFlow(body, pen);
  const marks: Marks = {
    abstract: readMark(body, "abstract"),
    final: readMark(body, "final"),
    inheritedAbstract: [],
    inheritedFinal: [],
  };
  const flattened = packFlattened({
    pen,
    flow,
    ancestry: new Map([[pen.id, []]]),
    marks,
    abstractTasks: abstractTasksOf(flow, marks),
    depth: 0,
    parents: [],
    demand: declaredLevel(body) ?? "none",
    body,
    shown: new Map(),
    warnings: report.problems,
  });
  if (context.skipValidation !== true) report.adopt(checkWorkflow(source.name, flattened.body, source.locate).problems);
  if (report.hasErrors) return undefined;
  checkMarks(flow, marks, report);
  if (report.hasErrors) return undefined;
  warnOfAbstractCalls(flow, context, report);
  return flattened;
}
