import type { JsonMap } from "../../base/index.ts";
import { checkWorkflow } from "../../language/index.ts";
import type { Flow, Parts } from "../canon/node.ts";
import { renderFlow } from "../canon/render.ts";
import type { Report } from "../report/problem.ts";
import { laterCodes } from "./ordinary.ts";
import { checkValid } from "./valid.ts";

/**
 * Checks that the result is a valid Mistral workflow: INH-024, with Mistral's message where it is not one of the cases
 * that flattening itself can bring about. What is just as a parent has it was checked there.
 *
 * @param name the workflow
 * @param flow the result
 * @param parents the parents
 * @param report gets the errors
 */
export function checkResult(name: string, flow: Flow, parents: readonly Flow[], report: Report): void {
  checkValid(flow, report);
  if (report.hasErrors) return;
  const checked = new Set<Parts>(parents.flatMap((parent) => [...parent.tasks.values()].map(({ parts }) => parts)));
  const tasks = [...flow.tasks].filter(([, { parts }]) => !checked.has(parts));
  const rest: Flow = { ...flow, tasks: new Map(tasks) };
  const { problems } = checkWorkflow(name, withSomeTask(renderFlow(rest)));
  for (const { code, severity, path, message } of problems) {
    if (severity !== "error" || laterCodes.has(code)) continue;
    report.add("INH-024", placeOf(path), `the result is no valid workflow: ${message}`);
  }
}

function withSomeTask(body: JsonMap): JsonMap {
  const tasks = Object.keys(body["tasks"] ?? {});
  return tasks.length > 0 ? body : { ...body, tasks: { start: { action: "std.noop" } satisfies JsonMap } };
}

/** The smallest place that `remove` can name around a path of the language. */
function placeOf(path: string): string[] {
  const segments = path.split(".");
  const list = segments.findIndex((segment) => /^\d+$/.test(segment));
  const place = list < 0 ? segments : segments.slice(0, list);
  return path === "" ? ["tasks"] : place;
}
