import { isMap, parseJson, type Json, type JsonMap } from "../../core/base/index.ts";
import type { Connection } from "../../client/index.ts";

/** An execution with its tasks and, below them, the executions of sub-workflows. */
export interface ExecutionTree {
  readonly id: string;
  readonly workflowName: string;
  readonly state: string;
  readonly stateInfo: string | null;
  readonly tasks: readonly TaskNode[];
}

export interface TaskNode {
  readonly id: string;
  readonly name: string;
  readonly state: string;
  readonly stateInfo: string | null;
  /** Milliseconds since 1970-01-01T00:00:00Z; undefined before the start. */
  readonly startedAt: number | undefined;
  readonly finishedAt: number | undefined;
  readonly executions: readonly ExecutionTree[];
}

/**
 * Reads an execution and everything below it.
 *
 * @param depth levels of sub-workflows that are read
 * @throws ServiceError
 */
export async function readTree(connection: Connection, id: string, depth = 10): Promise<ExecutionTree> {
  const execution = await connection.get(`/v2/executions/${id}`);
  const answer = await connection.get(`/v2/executions/${id}/tasks`, { sort_keys: "created_at", sort_dirs: "asc" });
  const tasks = rowsOf(answer, "tasks");
  return {
    id,
    workflowName: textOf(execution["workflow_name"]),
    state: textOf(execution["state"]),
    stateInfo: nullable(execution["state_info"]),
    tasks: await Promise.all(tasks.map((task) => readTask(connection, task, depth))),
  };
}

async function readTask(connection: Connection, task: JsonMap, depth: number): Promise<TaskNode> {
  const id = textOf(task["id"]);
  const isCall = task["type"] === "WORKFLOW" && depth > 0;
  const below = isCall ? rowsOf(await connection.get(`/v2/tasks/${id}/workflow_executions`), "executions") : [];
  return {
    id,
    name: textOf(task["name"]),
    state: textOf(task["state"]),
    stateInfo: nullable(task["state_info"]),
    startedAt: timeOf(task["started_at"]),
    finishedAt: timeOf(task["finished_at"]),
    executions: await Promise.all(below.map((child) => readTree(connection, textOf(child["id"]), depth - 1))),
  };
}

export function rowsOf(answer: JsonMap, key: string): JsonMap[] {
  const rows = answer[key];
  return Array.isArray(rows) ? (rows as readonly Json[]).filter(isMap) : [];
}

/** A field that holds JSON as a text, as Mistral sends it. */
export function embedded(value: Json | undefined): Json {
  if (typeof value !== "string") return value ?? null;
  try {
    return parseJson(value);
  } catch {
    return value;
  }
}

/** A field that is always a text. */
export function textOf(value: Json | undefined): string {
  return typeof value === "string" ? value : "";
}

function nullable(value: Json | undefined): string | null {
  return typeof value === "string" ? value : null;
}

function timeOf(value: Json | undefined): number | undefined {
  return typeof value === "string" ? Date.parse(`${value.replace(" ", "T")}Z`) : undefined;
}
