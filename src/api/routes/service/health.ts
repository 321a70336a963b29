import type { FastifyInstance, RouteShorthandOptions } from "fastify";
import { z } from "zod";
import type { Service } from "../../service.ts";

const notReady = z.object({ status: z.literal("not ready"), reason: z.string() });

/** `/healthz`: the process answers. `/readyz`: so does its database. */
export function addHealth(app: FastifyInstance, { store }: Service): void {
  const alive = probe("getHealthz", "Whether the process is alive", { 200: z.object({ status: z.literal("ok") }) });
  app.get("/healthz", alive, () => ({ status: "ok" }));
  const ready = probe("getReadyz", "Whether it can work", {
    200: z.object({ status: z.literal("ready") }),
    503: notReady.describe("It cannot work now."),
  });
  app.get("/readyz", ready, async (request, reply) => {
    try {
      await store.ping();
      return { status: "ready" };
    } catch (error) {
      request.log.warn({ err: error }, "the database does not answer");
      return reply.code(503).send({ status: "not ready", reason: "the database does not answer" });
    }
  });
}

function probe(
  operationId: string,
  summary: string,
  response: Readonly<Record<number, z.ZodType>>,
): RouteShorthandOptions {
  return { config: { isOpen: true }, schema: { operationId, summary, tags: ["health"], security: [{}], response } };
}
