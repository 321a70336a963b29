import type { JsonMap } from "../../base/index.ts";
import { checkWorkflow } from "../../language/index.ts";
import type { Flow } from "../canon/node.ts";
import type { Report } from "../report/problem.ts";
import { checkValid } from "./valid.ts";

/**
 * Checks that the result is a valid Mistral workflow: INH-024, with Mistral's message where it is not one of the cases
 * that flattening itself can bring about.
 *
 * @param name the workflow
 * @param flow the result
 * @param body its rendering
 * @param report gets the errors
 */
export function checkResult(name: string, flow: Flow, body: JsonMap, report: Report): void {
  checkValid(flow, report);
  if (report.hasErrors) return;
  for (const { severity, path, message } of checkWorkflow(name, body).problems) {
    if (severity !== "error") continue;
    const segments = path === "" ? ["tasks"] : path.split(".");
    report.add("INH-024", segments, `the result is no valid workflow: ${message}`);
  }
}
