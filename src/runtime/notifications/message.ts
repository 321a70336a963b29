import { isMap, writeJson, type Json, type JsonMap } from "../../core/base/index.ts";
import type { NotificationRecord } from "../../core/model/index.ts";
import { standardSignature } from "./signature.ts";

/** A notification as it goes out. */
export interface Message {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/**
 * What is posted to a listener: the execution or the task in JSON, as Mistral does, with the event's name and time; signed as
 * Standard Webhooks says.
 *
 * @param listener with its secrets in place
 * @param usualSecret signs it where the listener has none of its own
 * @param now milliseconds since 1970-01-01T00:00:00Z
 * @returns why there can be none, where the listener is of no use
 */
export function messageFor(
  { id, event, body: told, createdAt }: NotificationRecord,
  listener: JsonMap,
  usualSecret: string | undefined,
  now: number,
): Message | string {
  const { type = null, url = null, headers = {}, secret = usualSecret } = listener;
  if (type !== "webhook") return `its type must be webhook, not ${writeJson(type)}`;
  if (typeof url !== "string" || !/^https?:/i.test(url) || !URL.canParse(url)) {
    return `its url must begin with http:// or https://, not be ${writeJson(url)}`;
  }
  const body = writeJson({ ...told, event, timestamp: new Date(createdAt).toISOString() });
  const seconds = Math.floor(now / 1000);
  const isSigned = typeof secret === "string" && secret !== "";
  return {
    url,
    headers: {
      "Content-Type": "application/json",
      "User-Agent": "ostro",
      ...texts(headers),
      "webhook-id": id,
      "webhook-timestamp": String(seconds),
      ...(isSigned ? { "webhook-signature": standardSignature(secret, id, seconds, body) } : {}),
    },
    body,
  };
}

function texts(headers: Json): Record<string, string> {
  if (!isMap(headers)) return {};
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, typeof value === "string" ? value : writeJson(value)]),
  );
}
