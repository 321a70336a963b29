import type { EventTrigger } from "../../api/shapes/index.ts";
import type { JsonMap } from "../../core/base/index.ts";
import { pathOf, type Connection, type Query } from "../connection.ts";

/** What may be changed of an event trigger. */
export interface EventTriggerChange {
  readonly name?: string;
  readonly workflow_id?: string;
  readonly workflow_input?: JsonMap;
  readonly workflow_params?: JsonMap;
  /** An expression that must be true of the event; empty for none. */
  readonly filter?: string;
  readonly scope?: "private" | "public";
}

/** What is said of a new one. */
export interface EventTriggerWrite extends EventTriggerChange {
  readonly workflow_id: string;
  readonly exchange: string;
  readonly topic: string;
  readonly event: string;
}

/** `/v2/event_triggers`. */
export class EventTriggers {
  readonly #connection: Connection;

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  create(write: EventTriggerWrite): Promise<EventTrigger> {
    return this.#connection.post(pathOf("event_triggers"), { ...write });
  }

  update(id: string, change: EventTriggerChange): Promise<EventTrigger> {
    return this.#connection.put(pathOf("event_triggers", id), { ...change });
  }

  get(id: string): Promise<EventTrigger> {
    return this.#connection.get(pathOf("event_triggers", id));
  }

  /** All of them, page by page; `limit` is the number of rows at most. */
  list(query: Query = {}): AsyncGenerator<EventTrigger> {
    return this.#connection.list(pathOf("event_triggers"), "event_triggers", query);
  }

  async delete(id: string): Promise<void> {
    await this.#connection.delete(pathOf("event_triggers", id));
  }
}
