import type { CodeSource } from "../../api/shapes/index.ts";
import { pathOf, type Connection, type Query } from "../connection.ts";

/** Where a code source is, or is to be. */
export interface CodeSourceOptions {
  readonly namespace?: string;
  readonly scope?: "private" | "public";
}

/** `/v2/code_sources`, for admins. */
export class CodeSources {
  readonly #connection: Connection;

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  create(name: string, content: string, options: CodeSourceOptions = {}): Promise<CodeSource> {
    return this.#connection.sendText("POST", pathOf("code_sources"), content, { ...options, name });
  }

  /** @param identifier name or id */
  update(identifier: string, content: string, options: CodeSourceOptions = {}): Promise<CodeSource> {
    return this.#connection.sendText("PUT", pathOf("code_sources"), content, { ...options, identifier });
  }

  /** @param identifier name or id */
  get(identifier: string, namespace = ""): Promise<CodeSource> {
    return this.#connection.get(pathOf("code_sources", identifier), { namespace });
  }

  /** All of them, page by page; `limit` is the number of rows at most. */
  list(query: Query = {}): AsyncGenerator<CodeSource> {
    return this.#connection.list(pathOf("code_sources"), "code_sources", query);
  }

  /** Deletes it with the actions that are made of it. @param identifier name or id */
  async delete(identifier: string, namespace = ""): Promise<void> {
    await this.#connection.delete(pathOf("code_sources", identifier), { namespace });
  }
}
