import type { CronTrigger } from "../../api/shapes/index.ts";
import type { JsonMap } from "../../core/base/index.ts";
import { pathOf, type Connection, type Query } from "../connection.ts";

/** What is said of a new cron trigger: a pattern, a first time, or both; and a workflow by name or id. */
export interface CronTriggerWrite {
  readonly name: string;
  readonly workflow_name?: string;
  readonly workflow_id?: string;
  readonly workflow_input?: JsonMap;
  readonly workflow_params?: JsonMap;
  /** Five fields, or six with the seconds last. */
  readonly pattern?: string;
  /** Where the pattern's times are meant, such as `Europe/Berlin`; UTC when left out. */
  readonly time_zone?: string;
  /** `YYYY-MM-DD HH:MM` in UTC. */
  readonly first_execution_time?: string;
  readonly remaining_executions?: number;
  readonly scope?: "private" | "public";
}

/** `/v2/cron_triggers`. */
export class CronTriggers {
  readonly #connection: Connection;

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  create(write: CronTriggerWrite): Promise<CronTrigger> {
    return this.#connection.post(pathOf("cron_triggers"), { ...write });
  }

  /** @param identifier name or id */
  get(identifier: string): Promise<CronTrigger> {
    return this.#connection.get(pathOf("cron_triggers", identifier));
  }

  /** All of them, page by page; `limit` is the number of rows at most. */
  list(query: Query = {}): AsyncGenerator<CronTrigger> {
    return this.#connection.list(pathOf("cron_triggers"), "cron_triggers", query);
  }

  /** @param identifier name or id */
  async delete(identifier: string): Promise<void> {
    await this.#connection.delete(pathOf("cron_triggers", identifier));
  }
}
