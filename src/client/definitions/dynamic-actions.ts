import type { DynamicAction } from "../../api/shapes/index.ts";
import { pathOf, type Connection, type Query } from "../connection.ts";

/** What is said of a dynamic action; what a change leaves out stays. */
export interface DynamicActionWrite {
  readonly name: string;
  readonly class_name?: string;
  readonly code_source_id?: string;
  readonly code_source_name?: string;
  readonly namespace?: string;
  readonly scope?: "private" | "public";
}

/** `/v2/dynamic_actions`, for admins. */
export class DynamicActions {
  readonly #connection: Connection;

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  create(write: DynamicActionWrite): Promise<DynamicAction> {
    return this.#connection.post(pathOf("dynamic_actions"), { ...write });
  }

  update(write: DynamicActionWrite): Promise<DynamicAction> {
    return this.#connection.put(pathOf("dynamic_actions"), { ...write });
  }

  /** @param identifier name or id */
  get(identifier: string, namespace = ""): Promise<DynamicAction> {
    return this.#connection.get(pathOf("dynamic_actions", identifier), { namespace });
  }

  /** All of them, page by page; `limit` is the number of rows at most. */
  list(query: Query = {}): AsyncGenerator<DynamicAction> {
    return this.#connection.list(pathOf("dynamic_actions"), "dynamic_actions", query);
  }

  /** @param identifier name or id */
  async delete(identifier: string, namespace = ""): Promise<void> {
    await this.#connection.delete(pathOf("dynamic_actions", identifier), { namespace });
  }
}
