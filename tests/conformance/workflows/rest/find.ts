import { isMap, type Json, type JsonMap } from "../../../../src/core/base/index.ts";
import type { Step } from "../case.ts";
import { textOf, valueOf, type RestService } from "./service.ts";

/** Follows `main/s[1]/t` from execution to sub-workflow. @returns undefined when it is not there (yet) */
export async function findExecution(
  service: RestService,
  labels: ReadonlyMap<string, string>,
  path: string,
): Promise<string | undefined> {
  const [label = "", ...names] = path.split("/");
  let id = labels.get(label);
  for (const name of names) id = id === undefined ? undefined : await childOf(service, id, name);
  return id;
}

/** The sub-workflow of a task: the newest, or the one of an item. */
async function childOf(service: RestService, executionId: string, name: string): Promise<string | undefined> {
  const [, task = "", index] = /^(.*?)(?:\[(\d+)\])?$/.exec(name) ?? [];
  const ids: string[] = [];
  for (const row of await tasksNamed(service, executionId, task)) {
    const children = await service.list(`/tasks/${textOf(row, "id")}/workflow_executions`, "executions");
    ids.push(...children.map((child) => textOf(child, "id")));
  }
  if (index === undefined) return ids.at(-1);
  for (const id of ids) {
    const params = valueOf(await service.get(`/executions/${id}`), "params");
    if (isMap(params) && params["index"] === Number(index)) return id;
  }
  return undefined;
}

/** The runs of a task, oldest first. */
export async function tasksNamed(service: RestService, executionId: string, name: Json | undefined) {
  const rows = await service.list(`/executions/${executionId}/tasks`, "tasks");
  return rows.filter((row) => row["name"] === name);
}

/** The action executions of all runs of a task, oldest first. */
export async function actionsOf(service: RestService, executionId: string, task: Json | undefined): Promise<JsonMap[]> {
  const rows: JsonMap[] = [];
  for (const one of await tasksNamed(service, executionId, task)) {
    rows.push(...(await service.list(`/tasks/${textOf(one, "id")}/action_executions`, "action_executions")));
  }
  return rows;
}

/** The oldest action execution that a step means. */
export async function pickAction(service: RestService, executionId: string, step: Step): Promise<JsonMap | undefined> {
  const where = isMap(step["where"] ?? null) ? (step["where"] as JsonMap) : {};
  const rows = await actionsOf(service, executionId, step["task"]);
  return rows
    .filter((row) => row["state"] === (step["pick"] ?? "RUNNING"))
    .find((row) => {
      const input = valueOf(row, "input");
      return isMap(input) && Object.entries(where).every(([key, value]) => input[key] === value);
    });
}
