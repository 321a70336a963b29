import type { JsonMap } from "../core/base/index.ts";
import type { ActionExecution } from "../api/shapes/index.ts";
import { pathOf, type Connection, type Query } from "./connection.ts";

/** An action that is to be run without a workflow. */
export interface ActionStart {
  readonly name: string;
  readonly input?: JsonMap;
  readonly description?: string;
  readonly workflow_namespace?: string;
  readonly params?: {
    readonly save_result?: boolean;
    readonly run_sync?: boolean;
    /** Seconds. */
    readonly timeout?: number;
    readonly target?: string;
  };
}

/** The result of an asynchronous action, or that it pauses or goes on. */
export interface ActionUpdate {
  readonly state: "SUCCESS" | "ERROR" | "CANCELLED" | "PAUSED" | "RUNNING";
  readonly output?: JsonMap;
}

/** `/v2/action_executions`. */
export class ActionExecutions {
  readonly #connection: Connection;

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  run(start: ActionStart): Promise<ActionExecution> {
    const { params, ...rest } = start;
    const json = { ...rest, ...(params === undefined ? {} : { params: { ...params } }) };
    return this.#connection.post(pathOf("action_executions"), json);
  }

  update(id: string, update: ActionUpdate): Promise<ActionExecution> {
    return this.#connection.put(pathOf("action_executions", id), { ...update });
  }

  get(id: string): Promise<ActionExecution> {
    return this.#connection.get(pathOf("action_executions", id));
  }

  /** All of them, page by page; `limit` is the number of rows at most. */
  list(query: Query = {}): AsyncGenerator<ActionExecution> {
    return this.#connection.list(pathOf("action_executions"), "action_executions", query);
  }

  async delete(id: string): Promise<void> {
    await this.#connection.delete(pathOf("action_executions", id));
  }
}
