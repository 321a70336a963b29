import { writeJson, type Json } from "../../core/base/index.ts";
import { pathOf, type Connection } from "../connection.ts";

/** A CloudEvent, version 1.0; further attributes are allowed. */
export interface CloudEvent {
  /** Unique among the events of its source: what comes twice starts nothing twice. */
  readonly id: string;
  readonly source: string;
  readonly type: string;
  readonly time?: string;
  readonly data?: Json;
  readonly [attribute: string]: Json | undefined;
}

/** What became of an event: about to start workflows, come before, or not waited for. */
export interface EventReceipt {
  readonly id: string;
  readonly state: "taken" | "known" | "unwanted";
}

/** `/v2/events`. */
export class Events {
  readonly #connection: Connection;

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  /**
   * Tells of events, which start the workflows of event triggers with this exchange and topic.
   *
   * @returns what became of each, in order
   */
  async tell(exchange: string, topic: string, ...events: readonly CloudEvent[]): Promise<readonly EventReceipt[]> {
    const batch = events.map((event) => {
      const given = Object.entries(event).flatMap(([name, value]) =>
        value === undefined ? [] : [[name, value] as const],
      );
      return { specversion: "1.0", ...Object.fromEntries(given) };
    });
    const answer = await this.#connection.postAs<{ events: EventReceipt[] }>(
      pathOf("events", exchange, topic),
      writeJson(batch),
      "application/cloudevents-batch+json",
    );
    return answer.events;
  }
}
