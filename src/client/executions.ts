import type { JsonMap } from "../core/base/index.ts";
import type { Execution, ExecutionMigration, MigratedExecution, Report, Task } from "../api/shapes/index.ts";
import { pathOf, type Connection, type Query } from "./connection.ts";

/** What is to be started: a workflow by id or name, or that of an earlier execution. */
export interface ExecutionStart {
  readonly workflow_id?: string;
  readonly workflow_name?: string;
  readonly workflow_namespace?: string;
  readonly source_execution_id?: string;
  /** One of the client's choice; a known one is answered with that execution, and nothing is started. */
  readonly id?: string;
  readonly input?: JsonMap;
  readonly params?: JsonMap;
  readonly description?: string;
}

/** A change of an execution: of its state, of its description, or of its environment (`params.env`). */
export interface ExecutionUpdate {
  readonly state?: "RUNNING" | "PAUSED" | "SUCCESS" | "ERROR" | "CANCELLED";
  readonly state_info?: string;
  readonly description?: string;
  readonly params?: { readonly env: JsonMap };
}

/** How much of a tree is wanted. */
export interface TreeOptions {
  /** Levels below the top; negative, the default, for all. */
  readonly max_depth?: number;
  readonly errors_only?: boolean;
}

/** How an execution is to go on by another specification. */
export interface ExecutionMove {
  /** The newest when left out. */
  readonly to_revision?: number;
  /** Id or name of a workflow above or below its own; its own when left out. */
  readonly to_workflow?: string;
  /** Where that name is looked up. */
  readonly to_namespace?: string;
  /** Whether insertions that lie behind it may be passed. */
  readonly allow_skipped?: boolean;
  /** Whether it may be moved while it runs, and not only while it is paused. */
  readonly while_running?: boolean;
  /** Whether only the verdict is wanted. */
  readonly dry_run?: boolean;
}

/** `/v2/executions`. */
export class Executions {
  readonly #connection: Connection;

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  start(start: ExecutionStart): Promise<Execution> {
    return this.#connection.post(pathOf("executions"), { ...start });
  }

  update(id: string, update: ExecutionUpdate): Promise<Execution> {
    return this.#connection.put(pathOf("executions", id), { ...update });
  }

  get(id: string): Promise<Execution> {
    return this.#connection.get(pathOf("executions", id));
  }

  /** All of them, page by page; `limit` is the number of rows at most. */
  list(query: Query = {}): AsyncGenerator<Execution> {
    return this.#connection.list(pathOf("executions"), "executions", query);
  }

  /**
   * Moves an execution to another revision of its workflow, or to a relative of it.
   *
   * @throws ServiceError 409 when something speaks against it; its body has the verdict
   */
  migrate(id: string, move: ExecutionMove = {}): Promise<MigratedExecution> {
    return this.#connection.post(pathOf("executions", id, "migrate"), { ...move });
  }

  /** The moves of an execution, newest first. */
  async migrations(id: string): Promise<readonly ExecutionMigration[]> {
    const path = pathOf("executions", id, "migrations");
    return (await this.#connection.get<{ migrations: ExecutionMigration[] }>(path)).migrations;
  }

  /** @param options `force` deletes an unfinished one, too */
  async delete(id: string, options: { readonly force?: boolean } = {}): Promise<void> {
    await this.#connection.delete(pathOf("executions", id), { ...options });
  }

  tasks(id: string, query: Query = {}): AsyncGenerator<Task> {
    return this.#connection.list(pathOf("executions", id, "tasks"), "tasks", query);
  }

  /** The execution itself and all under it, depth first. */
  async subExecutions(
    id: string,
    options: TreeOptions & { readonly include_output?: boolean } = {},
  ): Promise<readonly Execution[]> {
    const path = pathOf("executions", id, "executions");
    return (await this.#connection.get<{ executions: Execution[] }>(path, { ...options })).executions;
  }

  report(id: string, options: TreeOptions & { readonly statistics_only?: boolean } = {}): Promise<Report> {
    return this.#connection.get(pathOf("executions", id, "report"), { ...options });
  }
}
