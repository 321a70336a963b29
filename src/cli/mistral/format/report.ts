import { isMap, type Json, type JsonMap } from "../../../core/base/index.ts";
import { rowsOf, textOf } from "../../run/execution-tree.ts";

const frame = "=".repeat(30);
const longest = 100;

/** A report on an execution, as Mistral's command prints it. */
export function reportText(report: JsonMap): string {
  const root = report["root_workflow_execution"];
  const tree =
    root === undefined || !isMap(root) ? [] : [`${frame} Workflow Execution Tree ${frame}`, "", ...workflow(root, 0)];
  return [
    "",
    "To get more details on a task failure run: ostro mistral task-get <id> -c 'State info'",
    "",
    `${frame} General Statistics ${frame}`,
    "",
    ...statistics(report["statistics"]),
    ...tree,
  ].join("\n");
}

function statistics(given: Json | undefined): string[] {
  if (given === undefined || !isMap(given)) return [];
  const states = ["SUCCESS", "ERROR", "RUNNING", "IDLE", "PAUSED"];
  const counts = states.map((state) => {
    return `Number of tasks in ${state} state: ${numberIn(given, `${state.toLowerCase()}_tasks_count`)}`;
  });
  const time = `Estimated time (seconds) for the execution to finish: ${numberIn(given, "estimated_time")}`;
  return [...counts, "", ...("estimated_time" in given ? [time, ""] : [])];
}

function numberIn(map: JsonMap, key: string): number {
  const value = map[key];
  return typeof value === "number" ? value : 0;
}

function workflow(entry: JsonMap, level: number): string[] {
  return [head("workflow", entry, level), ...rowsOf(entry, "task_executions").flatMap((one) => task(one, level + 1))];
}

function task(entry: JsonMap, level: number): string[] {
  const retries = entry["retry_count"];
  return [
    head("task", entry, level),
    ...(typeof retries === "number" ? [line(`(retry count: ${retries})`, level)] : []),
    ...errorOf(entry, level),
    ...rowsOf(entry, "action_executions").flatMap((one) => [
      head("action", one, level + 1),
      ...errorOf(one, level + 1),
    ]),
    ...rowsOf(entry, "workflow_executions").flatMap((one) => workflow(one, level + 1)),
  ];
}

function errorOf(entry: JsonMap, level: number): string[] {
  const info = entry["state"] === "ERROR" ? textOf(entry["state_info"]) : "";
  return info === "" ? [] : [line(`(error info: ${info.slice(0, longest).replaceAll("\n", " ")}...)`, level)];
}

function head(kind: string, entry: JsonMap, level: number): string {
  return line(`${kind} '${textOf(entry["name"])}' [${textOf(entry["state"])}] ${textOf(entry["id"])}`, level);
}

function line(text: string, level: number): string {
  return `${" ".repeat(level * 4)}${text}`;
}
