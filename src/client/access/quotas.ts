import type { Quota } from "../../api/shapes/index.ts";
import { pathOf, type Connection } from "../connection.ts";

/** Limits of a project: -1 sets none, null leaves it to the settings, and what is left out stays. */
export interface QuotaWrite {
  readonly definitions?: number | null;
  readonly running_executions?: number | null;
  readonly stored_bytes?: number | null;
}

/** `/v2/quotas`: what projects may have, and what they have. */
export class Quotas {
  readonly #connection: Connection;

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  /** @param project the caller's own when left out; that of others only for admins */
  get(project?: string): Promise<Quota> {
    return this.#connection.get(project === undefined ? pathOf("quotas") : pathOf("quotas", project));
  }

  /** For admins. */
  set(project: string, write: QuotaWrite): Promise<Quota> {
    return this.#connection.put(pathOf("quotas", project), { ...write });
  }

  /** Leaves a project to the settings; for admins. */
  async reset(project: string): Promise<void> {
    await this.#connection.delete(pathOf("quotas", project));
  }
}
