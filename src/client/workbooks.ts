import type { JsonMap } from "../core/base/index.ts";
import type { Workbook } from "../api/shapes/index.ts";
import { pathOf, type Connection, type Query } from "./connection.ts";
import type { FamilyWriteOptions, Verdict } from "./workflows.ts";

export type WrittenWorkbook = Workbook & { readonly warnings?: readonly JsonMap[] };

/** `/v2/workbooks`. */
export class Workbooks {
  readonly #connection: Connection;

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  create(text: string, options: FamilyWriteOptions = {}): Promise<WrittenWorkbook> {
    return this.#connection.sendText("POST", pathOf("workbooks"), text, { ...options });
  }

  update(text: string, options: FamilyWriteOptions = {}): Promise<WrittenWorkbook> {
    return this.#connection.sendText("PUT", pathOf("workbooks"), text, { ...options });
  }

  validate(text: string, options: { readonly namespace?: string } = {}): Promise<Verdict> {
    return this.#connection.sendText("POST", pathOf("workbooks", "validate"), text, { ...options });
  }

  get(name: string, options: { readonly namespace?: string } = {}): Promise<Workbook> {
    return this.#connection.get(pathOf("workbooks", name), { ...options });
  }

  /** All of them, page by page; `limit` is the number of rows at most. */
  list(query: Query = {}): AsyncGenerator<Workbook> {
    return this.#connection.list(pathOf("workbooks"), "workbooks", query);
  }

  /** Its workflows and actions stay. */
  async delete(name: string, options: { readonly namespace?: string } = {}): Promise<void> {
    await this.#connection.delete(pathOf("workbooks", name), { ...options });
  }
}
