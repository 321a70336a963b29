import { isList, isMap, parseJson, type Json, type JsonMap } from "../../core/base/index.ts";
import { contextOf, EventRefused, type EventData } from "./incoming.ts";

/** Headers of a request, named in lower case. */
export type Headers = Readonly<Record<string, string | undefined>>;

const structured = "application/cloudevents+json";
const batched = "application/cloudevents-batch+json";

/** Whether a request says that it carries CloudEvents, in one of their three forms. */
export function isCloudEvents(headers: Headers): boolean {
  return headers["ce-type"] !== undefined || [structured, batched].includes(mediaType(headers));
}

/**
 * Reads the CloudEvents (version 1.0) of a request: structured, as a batch, or binary with their attributes in headers.
 *
 * @param now milliseconds since 1970-01-01T00:00:00Z, for events that name no time
 * @throws EventRefused `invalid`, with what is missing or wrong
 */
export function readCloudEvents(headers: Headers, body: Uint8Array, now: number): EventData[] {
  const text = (): string => decodeText(body);
  switch (mediaType(headers)) {
    case structured:
      return [dataOf(parse(text()), now)];
    case batched: {
      const events = parse(text());
      if (!isList(events)) throw invalid("a batch must be a JSON array of events");
      return events.map((event) => dataOf(event, now));
    }
    default:
      return [dataOf({ ...attributesIn(headers), ...contentOf(headers, body) }, now)];
  }
}

/** The type of a body without its parameters, in lower case. */
function mediaType(headers: Headers): string {
  return (headers["content-type"] ?? "").split(";")[0]?.trim().toLowerCase() ?? "";
}

/** A body as JSON, where its type says so; as text, where it is text; else as base64. */
export function contentOf(headers: Headers, body: Uint8Array): JsonMap {
  if (body.length === 0) return { data: null };
  const type = mediaType(headers);
  if (type === "" || /^(application\/json|.*\+json|text\/json)$/.test(type)) return { data: parse(decodeText(body)) };
  if (type.startsWith("text/") || type.endsWith("xml")) return { data: decodeText(body) };
  return { data_base64: Buffer.from(body).toString("base64") };
}

function attributesIn(headers: Headers): JsonMap {
  const attributes = Object.entries(headers).filter(([name]) => name.startsWith("ce-"));
  return Object.fromEntries(attributes.map(([name, value]) => [name.slice(3), unescape(value ?? "")]));
}

/** Values of headers are percent-encoded where they are not plain. */
function unescape(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}

function dataOf(event: Json, now: number): EventData {
  if (!isMap(event)) throw invalid("an event must be a JSON object");
  const [specversion, id, source, type] = requiredTexts(event, ["specversion", "id", "source", "type"]);
  if (specversion !== "1.0") throw invalid(`specversion must be 1.0, not ${specversion}`);
  const { time, data = null, data_base64: base64, ...rest } = event;
  const { specversion: _version, id: _id, source: _source, type: _type, ...attributes } = rest;
  return {
    event_type: type,
    id,
    publisher: source,
    timestamp: typeof time === "string" ? time : new Date(now).toISOString(),
    context: contextOf({}),
    payload: base64 ?? data,
    attributes,
  };
}

function requiredTexts(event: JsonMap, names: readonly [string, string, string, string]) {
  const read = (name: string): string => {
    const value = event[name];
    return typeof value === "string" ? value : "";
  };
  const missing = names.filter((name) => read(name) === "");
  if (missing.length > 0) {
    const where = "in the event, or in the headers ce-id, ce-source, ce-specversion and ce-type";
    throw invalid(`${missing.join(", ")} must be given as a text that is not empty, ${where}`);
  }
  return [read(names[0]), read(names[1]), read(names[2]), read(names[3])] as const;
}

function parse(text: string): Json {
  try {
    return parseJson(text);
  } catch {
    throw invalid("the body is not valid JSON");
  }
}

function decodeText(body: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(body);
  } catch {
    throw invalid("the body is not UTF-8");
  }
}

function invalid(what: string): EventRefused {
  return new EventRefused("invalid", `This is no CloudEvent: ${what}.`);
}
