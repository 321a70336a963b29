import type { FastifyInstance } from "fastify";
import { z } from "zod";
import { forbidden, isAdmin } from "../../../library/index.ts";
import type { Service } from "../../service.ts";

const refused = z
  .object({ faultcode: z.literal("Client"), faultstring: z.string(), debuginfo: z.null() })
  .describe("Refused; the text says why.");

/** `/metrics`: what the node counts, for Prometheus; and each request is counted. */
export function addMetrics(app: FastifyInstance, { metrics }: Service): void {
  if (metrics === undefined) return;
  const { readers } = metrics;
  const schema = {
    operationId: "getMetrics",
    summary: "Show what this node counts, for Prometheus",
    description: "Who may read it is a setting.",
    tags: ["health"],
    ...(readers === "anybody" ? { security: [{}] } : {}),
    response: {
      200: { description: "What was asked for.", content: { "text/plain": { schema: z.string() } } },
      "4xx": refused,
    },
  };
  app.get("/metrics", { config: { isOpen: readers === "anybody" }, schema }, async (request, reply) => {
    if (readers === "admins" && !isAdmin(request.caller)) throw forbidden();
    const text = await metrics.text();
    return reply.type(metrics.contentType).serializer(String).send(text);
  });
}

/** To be called before any route is added. */
export function countRequests(app: FastifyInstance, { metrics }: Service): void {
  if (metrics === undefined) return;
  app.addHook("onResponse", async ({ method, routeOptions }, { statusCode, elapsedTime }) => {
    metrics.answered({ method, route: routeOptions.url ?? "none", status: statusCode, durationMs: elapsedTime });
  });
}
