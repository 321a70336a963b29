import { isMap } from "../../base/index.ts";
import type { Json, JsonMap } from "../../base/index.ts";
import { isCommand } from "../build/clause.ts";
import { splitInline } from "../inline.ts";
import { get } from "../map.ts";
import { faultsOf } from "../shape/schema.ts";
import { taskDefaults, taskOf } from "../shape/task.ts";
import type { WorkflowType } from "../spec.ts";
import type { Path } from "../yaml/path.ts";
import { checkCall } from "./call.ts";
import { checkClausePublish, checkTransitions } from "./clause.ts";
import { checkPolicies } from "./policies.ts";
import type { Report } from "./report.ts";
import { checkWithItems } from "./with-items.ts";

const longestName = 255;
/** A join task's name is part of a longer key in Mistral's database. */
const longestJoinName = 208;
/** Attributes that decide how tasks hang together. */
const connections = new Set(["on-success", "on-error", "on-complete", "on-skip", "join", "requires"]);
const clauses = ["on-complete", "on-success", "on-error", "on-skip"];

/**
 * Checks one task by itself, in Mistral's order.
 *
 * @param name its name
 * @param body its body as written
 * @param type the type of its workflow
 * @returns whether what connects it with other tasks is well enough written to be looked at
 */
export function checkTask(report: Report, name: string, body: JsonMap, type: WorkflowType): boolean {
  const path = ["tasks", name];
  const whole = { ...body, type, name, version: "2.0" };
  const faults = faultsOf(whole, taskOf(type));
  report.faults(faults, path);
  if ([...name].length > longestName) {
    const message = `The length of a '${name}' task name must not exceed ${longestName} symbols`;
    report.add("bad-name", message, path, "key");
  }
  checkCall(report, get(body, "action") ?? get(body, "workflow"), [
    ...path,
    get(body, "action") === undefined ? "workflow" : "action",
  ]);
  checkInput(report, body, path);
  for (const key of ["publish", "publish-on-error", "publish-on-skip", "keep-result", "safe-rerun"]) {
    report.expressions(get(body, key), [...path, key]);
  }
  checkWithItems(report, get(body, "with-items"), [...path, "with-items"], whole);
  checkPolicies(report, body, path);
  report.lateExpressions(get(body, "target"), [...path, "target"]);
  if (type === "direct") checkClauses(report, body, path);
  if (switchesJoinOn(get(body, "join")) && [...name].length > longestJoinName) {
    const message = `The length of a '${name}' join task name must not exceed ${longestJoinName} symbols`;
    report.add("bad-name", message, path, "key");
  }
  if (isCommand(name)) {
    const message = `'${name}' is an engine command: a transition to this name means the command, never the task`;
    report.add("reserved-task-name", message, path, "key");
  }
  return !faults.some((fault) => connections.has(String(fault.path[0])));
}

/**
 * Checks `task-defaults` by itself.
 *
 * @param defaults its body
 */
export function checkTaskDefaults(report: Report, defaults: Json | undefined): void {
  const path = ["task-defaults"];
  if (defaults === undefined || !isMap(defaults)) return;
  report.faults(faultsOf(defaults, taskDefaults), path);
  report.expressions(get(defaults, "safe-rerun"), [...path, "safe-rerun"]);
  checkPolicies(report, defaults, path);
  checkClauses(report, defaults, path);
}

function checkClauses(report: Report, body: JsonMap, path: Path): void {
  for (const key of clauses) checkClausePublish(report, get(body, key), [...path, key]);
  for (const key of clauses) checkTransitions(report, get(body, key), [...path, key]);
}

function checkInput(report: Report, body: JsonMap, path: Path): void {
  const input = get(body, "input");
  report.expressions(input, [...path, "input"]);
  if (typeof input !== "string") return;
  const call = get(body, "action") ?? get(body, "workflow");
  const inline = typeof call === "string" ? splitInline(call) : undefined;
  if (inline === undefined || Object.keys(inline.parameters).length === 0) return;
  const message =
    "Inline parameters cannot be added to an 'input' that is an expression: write all of them in one place";
  report.add("input-clash", message, [...path, "input"]);
}

function switchesJoinOn(join: Json | undefined): boolean {
  return join !== undefined && join !== 0;
}
