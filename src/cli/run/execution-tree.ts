import { isMap, parseJson, type Json, type JsonMap } from "../../core/base/index.ts";
import { pathOf, ServiceError, type Connection } from "../../client/index.ts";

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
  /** How far its with-items has come; undefined where it has none, or the service does not tell. */
  readonly items: ItemsProgress | undefined;
  /** How often its retry policy has run it again. */
  readonly retries: number;
  readonly executions: readonly ExecutionTree[];
}

export interface ItemsProgress {
  readonly count: number;
  readonly finished: number;
  readonly failed: number;
}

/** Executions that are asked for at once. */
const together = 100;

/**
 * Reads an execution and everything below it.
 *
 * @throws ServiceError
 */
export async function readTree(connection: Connection, id: string): Promise<ExecutionTree> {
  const rows = rowsOf(await connection.get(pathOf("executions", id, "executions")), "executions");
  const tasks = await readTasks(
    connection,
    rows.map((row) => textOf(row["id"])),
  );
  const children = Map.groupBy(rows, (row) => textOf(row["task_execution_id"]));
  const treeOf = (row: JsonMap): ExecutionTree => ({
    id: textOf(row["id"]),
    workflowName: textOf(row["workflow_name"]),
    state: textOf(row["state"]),
    stateInfo: nullable(row["state_info"]),
    tasks: (tasks.get(textOf(row["id"])) ?? []).map((task) => ({
      ...nodeOf(task),
      executions: (children.get(textOf(task["id"])) ?? []).map(treeOf),
    })),
  });
  const top = rows.find((row) => row["id"] === id);
  return treeOf(top ?? (await connection.get(pathOf("executions", id))));
}

/** Tasks by their execution, in the order of their creation. */
async function readTasks(connection: Connection, ids: readonly string[]): Promise<Map<string, JsonMap[]>> {
  const found: JsonMap[] = [];
  try {
    for (let at = 0; at < ids.length; at += together) {
      const executions = ids.slice(at, at + together).join(",");
      found.push(...rowsOf(await connection.get("/v2/live", { executions }), "tasks"));
    }
  } catch (error) {
    // A Mistral has no live view.
    if (!(error instanceof ServiceError) || error.status !== 404) throw error;
    for (const id of ids) {
      const sort = { sort_keys: "created_at", sort_dirs: "asc" };
      found.push(...rowsOf(await connection.get(pathOf("executions", id, "tasks"), sort), "tasks"));
    }
  }
  return Map.groupBy(found, (task) => textOf(task["workflow_execution_id"]));
}

function nodeOf(task: JsonMap): Omit<TaskNode, "executions"> {
  return {
    id: textOf(task["id"]),
    name: textOf(task["name"]),
    state: textOf(task["state"]),
    stateInfo: nullable(task["state_info"]),
    startedAt: timeOf(task["started_ms"] ?? task["started_at"]),
    finishedAt: timeOf(task["finished_ms"] ?? task["finished_at"]),
    items: itemsOf(task["items"]),
    retries: numberOf(task["retries"]),
  };
}

function itemsOf(value: Json | undefined): ItemsProgress | undefined {
  if (value === undefined || !isMap(value)) return undefined;
  const { count, finished, failed } = value;
  return { count: numberOf(count), finished: numberOf(finished), failed: numberOf(failed) };
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

function numberOf(value: Json | undefined): number {
  return typeof value === "number" ? value : 0;
}

/** Milliseconds, or a time as Mistral writes it. */
function timeOf(value: Json | undefined): number | undefined {
  if (typeof value === "number") return value;
  return typeof value === "string" ? Date.parse(`${value.replace(" ", "T")}Z`) : undefined;
}
