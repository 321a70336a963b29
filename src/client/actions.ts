import type { Action } from "../api/shapes/index.ts";
import { pathOf, type Connection, type Query } from "./connection.ts";
import type { Verdict, WriteOptions } from "./workflows.ts";

interface Written {
  readonly actions: readonly Action[];
}

/** `/v2/actions`: the system's and ad-hoc ones. */
export class Actions {
  readonly #connection: Connection;

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  create(text: string, options: WriteOptions = {}): Promise<Written> {
    return this.#connection.sendText("POST", pathOf("actions"), text, { ...options });
  }

  update(text: string, options: WriteOptions = {}): Promise<Written> {
    return this.#connection.sendText("PUT", pathOf("actions"), text, { ...options });
  }

  /** Changes one action; another name in the text renames it. */
  updateOne(identifier: string, text: string, options: WriteOptions = {}): Promise<Written> {
    return this.#connection.sendText("PUT", pathOf("actions", identifier), text, { ...options });
  }

  validate(text: string): Promise<Verdict> {
    return this.#connection.sendText("POST", pathOf("actions", "validate"), text);
  }

  get(name: string, options: { readonly namespace?: string } = {}): Promise<Action> {
    return this.#connection.get(pathOf("actions", name), { ...options });
  }

  /** All of them, by name: this list has no pages that could be followed. */
  async list(query: Query = {}): Promise<readonly Action[]> {
    return (await this.#connection.get<Written>(pathOf("actions"), query)).actions;
  }

  async delete(identifier: string, options: { readonly namespace?: string } = {}): Promise<void> {
    await this.#connection.delete(pathOf("actions", identifier), { ...options });
  }
}
