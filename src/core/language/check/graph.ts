import { isMap } from "../../base/index.ts";
import type { Json, JsonMap } from "../../base/index.ts";
import { isLongForm } from "../build/clause.ts";
import { clausesOf, graphOf } from "../graph.ts";
import type { ClauseName, Graph } from "../graph.ts";
import type { TaskSpec, WorkflowSpec } from "../spec.ts";
import { get } from "../map.ts";
import type { Path } from "../yaml/path.ts";
import type { Report } from "./report.ts";

/** The order in which Mistral looks for targets. */
const order: readonly ClauseName[] = ["on-error", "on-success", "on-complete", "on-skip"];

/**
 * Checks how the tasks of a workflow hang together: start tasks, targets, joins; `requires` in a reverse workflow.
 *
 * @param workflow the workflow with `task-defaults` applied
 */
export function checkGraph(report: Report, workflow: WorkflowSpec): void {
  if (workflow.type === "reverse") {
    checkRequirements(report, workflow);
    return;
  }
  const graph = graphOf(workflow);
  if (graph.starts.length === 0) {
    const message = `Failed to find start tasks in direct workflow. There must be at least one task without inbound transition.[workflow_name=${workflow.name}]`;
    report.add("no-start-task", message, ["tasks"]);
  }
  for (const task of workflow.tasks.values()) checkTargets(report, workflow, task);
  checkJoins(report, workflow, graph);
  warnOfIslands(report, workflow, graph);
}

function checkTargets(report: Report, workflow: WorkflowSpec, task: TaskSpec): void {
  const clauses = new Map(clausesOf(task));
  for (const name of order) {
    for (const { target, text } of clauses.get(name)?.next ?? []) {
      if (target.type === "command" || workflow.tasks.has(target.name)) continue;
      const message = `Task '${target.name}' not found.`;
      report.add("unknown-task", message, pathOfTarget(workflow.body, task.name, name, text));
    }
  }
}

/** The path of a transition: in the task's own clause, or in that of `task-defaults`. */
function pathOfTarget(body: JsonMap, task: string, clause: ClauseName, text: string): Path {
  for (const path of [
    ["tasks", task, clause],
    ["task-defaults", clause],
  ]) {
    const inside = findTarget(valueAt(body, path), text);
    if (inside !== undefined) return [...path, ...inside];
  }
  return ["tasks", task];
}

function findTarget(next: Json | undefined, text: string): Path | undefined {
  if (next === text) return [];
  if (Array.isArray(next)) {
    for (const [index, item] of next.entries()) {
      const inside = findTarget(item as Json, text);
      if (inside !== undefined) return [index, ...inside];
    }
    return undefined;
  }
  if (next === undefined || !isMap(next)) return undefined;
  if (!isLongForm(next)) return Object.hasOwn(next, text) ? [text] : undefined;
  const inside = findTarget(get(next, "next"), text);
  return inside === undefined ? undefined : ["next", ...inside];
}

function valueAt(body: JsonMap, path: readonly string[]): Json | undefined {
  return path.reduce<Json | undefined>(
    (value, step) => (value !== undefined && isMap(value) ? get(value, step) : undefined),
    body,
  );
}

function checkJoins(report: Report, workflow: WorkflowSpec, { inbound }: Graph): void {
  const faults: { name: string; message: string }[] = [];
  for (const { name, join } of workflow.tasks.values()) {
    const sources = inbound.get(name)?.length ?? 0;
    if (join === "all" && sources === 0) {
      faults.push({ name, message: `No inbound tasks for task with 'join: all' [task_name=${name}]` });
    }
    if (typeof join === "number" && sources < join) {
      const detail = `[task_name=${name}, join=${join}, inbound_tasks=${sources}]`;
      faults.push({ name, message: `Not enough inbound tasks for task with 'join' ${detail}` });
    }
  }
  const all = faults.map(({ message }) => message).join("\n");
  for (const [index, { name, message }] of faults.entries()) {
    report.add("join-unsatisfiable", index === 0 ? all : message, ["tasks", name, "join"]);
  }
}

function warnOfIslands(report: Report, workflow: WorkflowSpec, { starts }: Graph): void {
  if (starts.length === 0) return;
  const reached = new Set(starts);
  for (const name of reached) {
    const task = workflow.tasks.get(name);
    for (const [, { next }] of task === undefined ? [] : clausesOf(task)) {
      for (const { target } of next) if (target.type === "task") reached.add(target.name);
    }
  }
  for (const name of workflow.tasks.keys()) {
    if (reached.has(name)) continue;
    report.add("unreachable-task", `No start task leads to '${name}': it never runs`, ["tasks", name], "key");
  }
}

function checkRequirements(report: Report, workflow: WorkflowSpec): void {
  for (const { name, requires } of workflow.tasks.values()) {
    for (const other of requires) {
      if (workflow.tasks.has(other)) continue;
      report.add("unknown-task", `Task '${other}' not found.`, ["tasks", name, "requires"]);
    }
  }
  const circle = findCircle(workflow);
  if (circle === undefined) return;
  const [first = ""] = circle;
  const message = `The tasks require each other in a circle and never run: ${[...circle, first].join(" -> ")}`;
  report.add("requires-cycle", message, ["tasks", first, "requires"]);
}

/** Some tasks that require each other, in order; undefined when there is no circle. */
function findCircle(workflow: WorkflowSpec): readonly string[] | undefined {
  const left = new Map([...workflow.tasks].map(([name, { requires }]) => [name, requires] as const));
  for (let size = -1; size !== left.size;) {
    size = left.size;
    for (const [name, requires] of left) if (!requires.some((other) => left.has(other))) left.delete(name);
  }
  const path: string[] = [];
  let [name] = left.keys();
  while (name !== undefined && !path.includes(name)) {
    path.push(name);
    name = left.get(name)?.find((other) => left.has(other));
  }
  return name === undefined ? undefined : path.slice(path.indexOf(name));
}
