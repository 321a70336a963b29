import { isMap } from "../../base/index.ts";
import type { JsonMap, Problem } from "../../base/index.ts";
import { buildWorkflow } from "../build/workflow.ts";
import { pythonRepr } from "../../expressions/index.ts";
import { get } from "../map.ts";
import { inTextOrder } from "../read/order.ts";
import { workflow as workflowShape, workflowWords } from "../shape/definition.ts";
import { faultsOf } from "../shape/schema.ts";
import { suggest } from "../spelling.ts";
import type { WorkflowSpec, WorkflowType } from "../spec.ts";
import type { Locate } from "../yaml/path.ts";
import { checkGraph } from "./graph.ts";
import { checkStoredName, isUuid } from "./names.ts";
import { Report } from "./report.ts";
import { checkTask, checkTaskDefaults } from "./task.ts";
import { checkTaskNames } from "./task-names.ts";

/**
 * Checks a complete (flattened) workflow: its shape, its names, its expressions and how its tasks hang together.
 *
 * @param name its name
 * @param body its body, without inheritance keywords
 * @param locate finds places by paths that begin in `body`; without it problems have no place
 * @returns all problems with paths that begin in `body`: errors first, in front of them the one that Mistral 15 reports,
 *   in its words; the specification unless one of them is an error
 */
export function checkWorkflow(
  name: string,
  body: JsonMap,
  locate?: Locate,
): { spec: WorkflowSpec | undefined; problems: readonly Problem[] } {
  const report = new Report(locate);
  const type = typeOf(body);
  if (type === undefined) {
    const data = pythonRepr({ ...body, name, version: "2.0" });
    const known = `spec_cls=<class 'mistral.lang.v2.workflows.WorkflowSpec'>, data=${data}`;
    report.add("unknown-workflow-type", `Failed to find a specification class to instantiate [${known}]`, ["type"]);
    return { spec: undefined, problems: report.problems };
  }
  report.faults(faultsOf(body, workflowShape), []);
  for (const key of ["output", "vars"]) report.expressions(get(body, key), [key]);
  checkTaskDefaults(report, get(body, "task-defaults"));
  const tasks = bodiesOf(report, body, locate);
  const areConnected = [...tasks].map(([task, taskBody]) => checkTask(report, task, taskBody, type));
  if (isUuid(name)) report.add("bad-name", "Workflow name cannot be in the format of UUID.", [], "key");
  const spec = buildWorkflow(name, body, [...tasks.keys()]);
  if (areConnected.length > 0 && areConnected.every(Boolean)) checkGraph(report, spec);
  checkStoredName(report, name, []);
  report.lateExpressions(get(body, "output-on-error"), ["output-on-error"]);
  checkTaskNames(report, body, new Set(tasks.keys()));
  warnOfUnknownKeys(report, body);
  return { spec: report.hasErrors ? undefined : spec, problems: report.problems };
}

function typeOf(body: JsonMap): WorkflowType | undefined {
  const type = get(body, "type");
  if (type === undefined) return "direct";
  return type === "direct" || type === "reverse" ? type : undefined;
}

/** The tasks that have a body, in the order of the text as far as it is known. */
function bodiesOf(report: Report, body: JsonMap, locate: Locate | undefined): Map<string, JsonMap> {
  const tasks = get(body, "tasks");
  const bodies = new Map<string, JsonMap>();
  if (tasks === undefined || !isMap(tasks)) return bodies;
  for (const [name, task] of inTextOrder(tasks, ["tasks"], locate)) {
    if (isMap(task)) bodies.set(name, task);
    else report.add("wrong-type", `Invalid DSL: ${pythonRepr(task)} is not of type 'object'`, ["tasks", name]);
  }
  return bodies;
}

function warnOfUnknownKeys(report: Report, body: JsonMap): void {
  for (const key of Object.keys(body)) {
    if (workflowWords.includes(key)) continue;
    const near = suggest(key, [...workflowWords, ...inheritanceWords]);
    const message = `'${key}' is no key of a workflow and is ignored${near === "" ? "" : `. ${near}`}`;
    report.add("INH-W10", message, [key], "key");
  }
}

const inheritanceWords = ["extends", "remove", "override", "abstract", "final", "conforms"];
