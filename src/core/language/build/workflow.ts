import type { JsonMap } from "../../base/index.ts";
import { get } from "../map.ts";
import type { TaskSpec, WorkflowSpec } from "../spec.ts";
import { buildParameters } from "./parameters.ts";
import { buildTask, map, text, texts } from "./task.ts";

/**
 * Reads a workflow whose shape has been checked.
 *
 * @param name the name of the workflow
 * @param body its body as written, without name and version
 * @param order the names of its tasks in the order of the text
 */
export function buildWorkflow(name: string, body: JsonMap, order: readonly string[]): WorkflowSpec {
  const bodies = map(get(body, "tasks"));
  const defaults = map(get(body, "task-defaults"));
  const tasks = new Map<string, TaskSpec>();
  for (const task of order) tasks.set(task, buildTask(task, map(get(bodies, task)), defaults));
  return {
    name,
    type: get(body, "type") === "reverse" ? "reverse" : "direct",
    description: text(get(body, "description")),
    tags: texts(get(body, "tags")),
    input: buildParameters(get(body, "input")),
    output: get(body, "output"),
    outputOnError: get(body, "output-on-error"),
    vars: map(get(body, "vars")),
    tasks,
    body,
  };
}
