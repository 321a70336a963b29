import { isMap, parseJson, type Json, type JsonMap } from "../../core/base/index.ts";
import { contextOf, fingerprint, type EventData, type IncomingEvent } from "./incoming.ts";

/** A message of a broker, as far as it tells of an event. */
export interface BrokerMessage {
  readonly content: Uint8Array;
  readonly exchange: string;
  readonly routingKey: string;
  /** AMQP's properties, where the sender has set them. */
  readonly messageId?: string | undefined;
  readonly type?: string | undefined;
}

/** What a routing key ends with: how grave oslo.messaging's sender takes the event to be. */
export const priorities: readonly string[] = ["audit", "critical", "debug", "error", "info", "warn"];

/**
 * Reads a notification as oslo.messaging sends it, with or without its envelope; or any other JSON object, if it or the
 * message says the event's type.
 *
 * @param now milliseconds since 1970-01-01T00:00:00Z, where the message has no time
 * @returns undefined when it is no event
 */
export function readNotification(message: BrokerMessage, now: number): IncomingEvent | undefined {
  const body = bodyOf(message.content);
  if (body === undefined) return undefined;
  const type = body["event_type"] ?? message.type;
  if (typeof type !== "string" || type === "") return undefined;
  const isNotification = body["event_type"] !== undefined;
  const context = contextOf(contextIn(body));
  const { project_id: projectId = null } = context;
  const data: EventData = {
    event_type: type,
    id: textOf(body["message_id"] ?? body["_unique_id"]) ?? message.messageId ?? fingerprint(message.content),
    publisher: textOf(body["publisher_id"]) ?? "",
    timestamp: textOf(body["timestamp"]) ?? new Date(now).toISOString(),
    priority: textOf(body["priority"]) ?? null,
    context,
    payload: isNotification ? (body["payload"] ?? null) : body,
  };
  return {
    exchange: message.exchange,
    topic: topicOf(message.routingKey),
    projectId: typeof projectId === "string" ? projectId : null,
    reach: "public",
    data,
  };
}

/** The message without its envelope (`oslo.message` is JSON text again). */
function bodyOf(content: Uint8Array): JsonMap | undefined {
  const outer = jsonOf(new TextDecoder().decode(content));
  if (!isMap(outer)) return undefined;
  const inner = outer["oslo.message"];
  if (inner === undefined) return outer;
  const body = typeof inner === "string" ? jsonOf(inner) : inner;
  return isMap(body) ? body : undefined;
}

function contextIn(body: JsonMap): JsonMap {
  const prefix = "_context_";
  const members = Object.entries(body).filter(([name]) => name.startsWith(prefix));
  return Object.fromEntries(members.map(([name, value]) => [name.slice(prefix.length), value]));
}

/** `notifications.info` is of the topic `notifications`. */
function topicOf(routingKey: string): string {
  const at = routingKey.lastIndexOf(".");
  return at > 0 && priorities.includes(routingKey.slice(at + 1)) ? routingKey.slice(0, at) : routingKey;
}

function jsonOf(text: string): Json | undefined {
  try {
    return parseJson(text);
  } catch {
    return undefined;
  }
}

function textOf(value: Json | undefined): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}
