import type { JsonMap } from "../core/base/index.ts";
import type { ActionExecution, Execution, Task } from "../api/shapes/index.ts";
import { pathOf, type Connection, type Query } from "./connection.ts";
import type { TreeOptions } from "./executions.ts";

/** `/v2/tasks`. */
export class Tasks {
  readonly #connection: Connection;

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  /** With its result. */
  get(id: string): Promise<Task> {
    return this.#connection.get(pathOf("tasks", id));
  }

  /** All of them, page by page; `limit` is the number of rows at most. */
  list(query: Query = {}): AsyncGenerator<Task> {
    return this.#connection.list(pathOf("tasks"), "tasks", query);
  }

  /**
   * Runs a failed task again.
   *
   * @param reset false runs only what failed of a task with items
   */
  rerun(id: string, reset = true, env?: JsonMap): Promise<Task> {
    const json = { state: "RUNNING", reset, ...(env === undefined ? {} : { env }) };
    return this.#connection.put(pathOf("tasks", id), json);
  }

  /** Lets the execution go on as if the failed task had been skipped. */
  skip(id: string): Promise<Task> {
    return this.#connection.put(pathOf("tasks", id), { state: "SKIPPED" });
  }

  actionExecutions(id: string, query: Query = {}): AsyncGenerator<ActionExecution> {
    return this.#connection.list(pathOf("tasks", id, "action_executions"), "action_executions", query);
  }

  workflowExecutions(id: string, query: Query = {}): AsyncGenerator<Execution> {
    return this.#connection.list(pathOf("tasks", id, "workflow_executions"), "executions", query);
  }

  /** Of all depths, depth first. */
  async subExecutions(
    id: string,
    options: TreeOptions & { readonly include_output?: boolean } = {},
  ): Promise<readonly Execution[]> {
    const path = pathOf("tasks", id, "executions");
    return (await this.#connection.get<{ executions: Execution[] }>(path, { ...options })).executions;
  }
}
