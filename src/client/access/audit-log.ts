import type { AuditEntry } from "../../api/shapes/index.ts";
import { pathOf, type Connection, type Query } from "../connection.ts";

/** `/v2/audit_log`: every call that was to change something; for admins, where the policy says nothing else. */
export class AuditLog {
  readonly #connection: Connection;

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  /** @throws ServiceError */
  get(id: string): Promise<AuditEntry> {
    return this.#connection.get(pathOf("audit_log", id));
  }

  /** All of them, page by page; `limit` is the number of rows at most. */
  list(query: Query = {}): AsyncGenerator<AuditEntry> {
    return this.#connection.list(pathOf("audit_log"), "audit_log", query);
  }
}
