import { z } from "zod";
import { isMap, type Json, type JsonMap } from "../../core/base/index.ts";
import type { OutsideExpressions } from "../../runtime/index.ts";
import { contentOf, isCloudEvents, readCloudEvents, type Headers } from "./cloud-events.ts";
import { contextOf, EventRefused, fingerprint, type EventData, type IncomingEvent } from "./incoming.ts";
import { readFileAs } from "./file.ts";
import { signatureFault, type SignatureScheme } from "./signature.ts";

const secret = z.union([z.string().min(1), z.strictObject({ $secret: z.string().min(1) })]);
const shared = {
  secret: z.union([secret, z.array(secret).min(1)]),
  project: z.string().min(1).optional(),
  exchange: z.string().min(1).optional(),
  topic: z.string().min(1).optional(),
  event: z.string().min(1).optional(),
  id: z.string().min(1).optional(),
};
const webhookShape = z.discriminatedUnion("scheme", [
  z.strictObject({ ...shared, scheme: z.literal("standard") }),
  z.strictObject({ ...shared, scheme: z.literal("github") }),
  z.strictObject({
    ...shared,
    scheme: z.literal("header"),
    header: z.string().min(1),
    prefix: z.string().default(""),
    encoding: z.enum(["hex", "base64"]).default("hex"),
    event: z.string().min(1),
  }),
]);
const fileShape = z.nullable(
  z.record(
    z.string().regex(/^[\w.-]+$/, "the name of a webhook is letters, digits, _, - and ."),
    z.preprocess((given) => (isObject(given) ? { scheme: "standard", ...given } : given), webhookShape),
  ),
);

type Webhook = z.output<typeof webhookShape>;

/** Where senders post to that have no token but share a secret: `/v2/webhooks/NAME`, for each name of a file. */
export class Webhooks {
  readonly #webhooks: ReadonlyMap<string, Webhook>;
  readonly #expressions: OutsideExpressions;
  readonly #secret: (value: Json) => Promise<string>;

  private constructor(
    webhooks: ReadonlyMap<string, Webhook>,
    expressions: OutsideExpressions,
    secret: (value: Json) => Promise<string>,
  ) {
    this.#webhooks = webhooks;
    this.#expressions = expressions;
    this.#secret = secret;
  }

  /**
   * Reads the file of a deployment's webhooks.
   *
   * @param text empty for none
   * @param path for errors
   * @param resolve gives the secret that a text is, or that a reference names
   * @throws Error when the file is not in order, with the path and the place
   */
  static read(
    text: string,
    path: string,
    expressions: OutsideExpressions,
    resolve: (value: Json) => Promise<string>,
  ): Webhooks {
    const webhooks = readFileAs(text, path, fileShape) ?? {};
    for (const [name, { event, id }] of Object.entries(webhooks)) {
      const texts = Object.entries({ event, id }).filter(([, one]) => one?.includes("<%") === true);
      for (const [member, one = ""] of texts) {
        const problem = expressions.problemOf(one);
        if (problem !== undefined) throw new Error(`${path}: ${name}.${member}: ${problem}`);
      }
    }
    return new Webhooks(new Map(Object.entries(webhooks)), expressions, resolve);
  }

  /**
   * Checks and reads what was posted to a webhook.
   *
   * @param now milliseconds since 1970-01-01T00:00:00Z
   * @returns the events in it, one as a rule
   * @throws EventRefused `missing` where there is no such webhook, `unsigned`, `invalid`; Error when its secret cannot be read
   */
  async read(name: string, headers: Headers, body: Uint8Array, now: number): Promise<IncomingEvent[]> {
    const webhook = this.#webhooks.get(name);
    if (webhook === undefined) throw new EventRefused("missing", `Webhook not found [name=${name}]`);
    const given = Array.isArray(webhook.secret) ? webhook.secret : [webhook.secret];
    const secrets = await Promise.all(given.map((one) => this.#secret(one)));
    const fault = signatureFault(schemeOf(webhook), headers, body, secrets, now);
    if (fault !== undefined) throw new EventRefused("unsigned", `Not signed as webhook ${name} has to be: ${fault}.`);
    const { project = null, exchange = name, topic = "webhooks" } = webhook;
    const events = isCloudEvents(headers)
      ? readCloudEvents(headers, body, now)
      : [this.#eventOf(name, webhook, headers, body, now)];
    return events.map((data) => ({
      exchange,
      topic,
      projectId: project,
      reach: "public",
      data: { ...data, context: contextOf({ project_id: project }) },
    }));
  }

  #eventOf(name: string, webhook: Webhook, headers: Headers, body: Uint8Array, now: number): EventData {
    const content = contentOf(headers, body);
    const payload = content["data"] ?? content["data_base64"] ?? null;
    const seen: JsonMap = { headers: shown(headers), payload };
    const type = this.#said(webhook.event, seen) ?? usualType(webhook, headers, payload);
    if (type === undefined) {
      throw new EventRefused("invalid", `The type of the event is missing; say \`event\` for webhook ${name}.`);
    }
    return {
      event_type: type,
      id: this.#said(webhook.id, seen) ?? usualId(webhook, headers) ?? fingerprint(body),
      publisher: name,
      timestamp: new Date(now).toISOString(),
      context: {},
      ...seen,
      payload,
    };
  }

  #said(text: string | undefined, data: JsonMap): string | undefined {
    if (text === undefined) return undefined;
    try {
      const value = this.#expressions.evaluate(text, data);
      return value === null || value === "" || typeof value === "object" ? undefined : String(value);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      throw new EventRefused("invalid", `What is said of the event cannot be found in it: ${reason}`);
    }
  }
}

function schemeOf(webhook: Webhook): SignatureScheme {
  if (webhook.scheme !== "header") return { kind: webhook.scheme };
  const { header: name, prefix, encoding } = webhook;
  return { kind: "header", name, prefix, encoding };
}

function usualType({ scheme }: Webhook, headers: Headers, payload: Json): string | undefined {
  if (scheme === "github") return headers["x-github-event"] ?? headers["x-gitea-event"];
  const type = isMap(payload) ? (payload["type"] ?? payload["event_type"]) : undefined;
  return typeof type === "string" && type !== "" ? type : undefined;
}

function usualId({ scheme }: Webhook, headers: Headers): string | undefined {
  return scheme === "github" ? (headers["x-github-delivery"] ?? headers["x-gitea-delivery"]) : headers["webhook-id"];
}

/** What proves something is for nobody's eyes. */
const hidden = /^(authorization|cookie|proxy-authorization|x-auth-token)$|signature/;

function shown(headers: Headers): JsonMap {
  const entries = Object.entries(headers).flatMap(([name, value]) => {
    return value === undefined || hidden.test(name) ? [] : [[name, value] as const];
  });
  return Object.fromEntries(entries);
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}
