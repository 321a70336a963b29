import { createHash } from "node:crypto";
import type { Json, JsonMap } from "../../core/base/index.ts";
import type { EventReach, EventRecord } from "../../core/model/index.ts";

/** What expressions see of an event, whatever way it came; Mistral's names. */
export interface EventData extends JsonMap {
  readonly event_type: string;
  /** What its sender calls it. */
  readonly id: string;
  /** Who sent it. */
  readonly publisher: string;
  readonly timestamp: string;
  /** Of Mistral's clouds: who caused it. */
  readonly context: JsonMap;
  readonly payload: Json;
}

/** An event as a receiver has read it. */
export interface IncomingEvent {
  readonly exchange: string;
  readonly topic: string;
  readonly projectId: string | null;
  readonly reach: EventReach;
  readonly data: EventData;
}

/** What came is no event, or not from whom it says. Nothing was stored. */
export class EventRefused extends Error {
  readonly kind: "invalid" | "unsigned" | "missing";

  constructor(kind: EventRefused["kind"], message: string) {
    super(message);
    this.name = "EventRefused";
    this.kind = kind;
  }
}

/**
 * The record of an event. Its id follows from where it came and what its sender calls it, so that it is stored once.
 *
 * @param now milliseconds since 1970-01-01T00:00:00Z
 */
export function recordOf({ exchange, topic, projectId, reach, data }: IncomingEvent, now: number): EventRecord {
  const name = [exchange, topic, projectId, data.publisher, data.event_type, data.id];
  return {
    id: createHash("sha256").update(JSON.stringify(name)).digest("hex"),
    exchange,
    topic,
    type: data.event_type,
    projectId,
    reach,
    data,
    createdAt: now,
    dueAt: now,
    handledAt: null,
  };
}

/** What stands for the name of an event whose sender gives it none: two with the same content are one. */
export function fingerprint(content: string | Uint8Array): string {
  return createHash("sha256").update(content).digest("hex");
}

/** The context with the members that definitions of events count on. */
export function contextOf(given: JsonMap): JsonMap {
  return {
    ...given,
    project_id: given["project_id"] ?? given["tenant"] ?? given["project"] ?? null,
    user_id: given["user_id"] ?? given["user"] ?? null,
  };
}
