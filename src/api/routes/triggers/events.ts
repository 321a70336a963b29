import type { FastifyInstance, FastifyRequest } from "fastify";
import { z } from "zod";
import { isAdmin } from "../../../library/index.ts";
import { isCloudEvents, readCloudEvents, type Headers } from "../../../triggers/index.ts";
import { badRequest } from "../../http/fault.ts";
import { addPath, type Call } from "../../http/route.ts";
import type { EventDoor, Service } from "../../service.ts";
import { requiredPart } from "../params.ts";

const answer = z.object({
  events: z.array(
    z.object({
      id: z.string(),
      state: z
        .enum(["taken", "known", "unwanted"])
        .describe("stored and about to start workflows; came before; no trigger waits for it"),
    }),
  ),
});

const cloudEvent = z.object({
  specversion: z.literal("1.0"),
  id: z.string().describe("unique among those of the source"),
  source: z.string(),
  type: z.string(),
  time: z.string().optional(),
  data: z.unknown().optional(),
  data_base64: z.string().optional(),
});

/** `/v2/events`: events from callers, as CloudEvents. `/v2/webhooks`: events from whoever knows a secret. */
export function addEvents(app: FastifyInstance, service: Service, { inbox, webhooks }: EventDoor): void {
  const { now } = service;
  const publish: Call = {
    family: "json",
    rule: "events:create",
    isAudited: false,
    status: 200,
    summary: "Tell of events, as CloudEvents: structured, binary or as a batch",
    body: cloudEvent,
    answer,
    handle: async (request) => {
      const exchange = requiredPart(request, "exchange", "exchange");
      const topic = requiredPart(request, "topic", "topic");
      const headers = headersOf(request);
      if (!isCloudEvents(headers)) {
        throw badRequest(
          "The body must be a CloudEvent: send application/cloudevents+json, or the headers ce-specversion, ce-id, ce-source and ce-type.",
        );
      }
      const { caller } = request;
      const reach = isAdmin(caller) ? "public" : "project";
      const context = { project_id: caller.project, user_id: caller.user };
      const events = readCloudEvents(headers, bodyOf(request), now());
      const receipts = await Promise.all(
        events.map((data) =>
          inbox.receive({ exchange, topic, projectId: caller.project, reach, data: { ...data, context } }),
        ),
      );
      return { events: receipts };
    },
  };
  const hook: Call = {
    family: "json",
    rule: null,
    isOpen: true,
    status: 200,
    summary: "Tell of an event that is signed as the webhook's scheme says",
    body: z.unknown().describe("whatever the sender sends"),
    answer,
    handle: async (request) => {
      const name = requiredPart(request, "name", "name");
      const events = await webhooks.read(name, headersOf(request), bodyOf(request), now());
      return { events: await Promise.all(events.map((event) => inbox.receive(event))) };
    },
  };
  addPath(app, "/v2/events/:exchange/:topic", "events", { POST: publish });
  addPath(app, "/v2/webhooks/:name", "events", { POST: hook });
}

/** Of a header that is given twice the values stand together, as HTTP says. */
function headersOf(request: FastifyRequest): Headers {
  const entries = Object.entries(request.headers).map(([name, value]) => {
    return [name, Array.isArray(value) ? value.join(", ") : value] as const;
  });
  return Object.fromEntries(entries);
}

function bodyOf(request: FastifyRequest): Uint8Array {
  return Buffer.isBuffer(request.body) ? request.body : new Uint8Array();
}
