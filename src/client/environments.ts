import type { JsonMap } from "../core/base/index.ts";
import type { Environment } from "../api/shapes/index.ts";
import { pathOf, type Connection, type Query } from "./connection.ts";

/** What is said of an environment; what a change leaves out stays. */
export interface EnvironmentWrite {
  readonly name: string;
  readonly description?: string;
  readonly variables?: JsonMap;
  readonly scope?: "private" | "public";
}

/** `/v2/environments`. */
export class Environments {
  readonly #connection: Connection;

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  create(write: EnvironmentWrite): Promise<Environment> {
    return this.#connection.post(pathOf("environments"), { ...write });
  }

  update(write: EnvironmentWrite): Promise<Environment> {
    return this.#connection.put(pathOf("environments"), { ...write });
  }

  get(name: string): Promise<Environment> {
    return this.#connection.get(pathOf("environments", name));
  }

  /** All of them, page by page; `limit` is the number of rows at most. */
  list(query: Query = {}): AsyncGenerator<Environment> {
    return this.#connection.list(pathOf("environments"), "environments", query);
  }

  async delete(name: string): Promise<void> {
    await this.#connection.delete(pathOf("environments", name));
  }
}
