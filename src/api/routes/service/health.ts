import type { FastifyInstance } from "fastify";
import type { Service } from "../../service.ts";

/** `/healthz`: the process answers. `/readyz`: so does its database. */
export function addHealth(app: FastifyInstance, { store }: Service): void {
  app.get(
    "/healthz",
    { config: { isOpen: true }, schema: { summary: "Whether the process is alive", tags: ["health"] } },
    () => ({
      status: "ok",
    }),
  );
  app.get(
    "/readyz",
    { config: { isOpen: true }, schema: { summary: "Whether it can work", tags: ["health"] } },
    async (request, reply) => {
      try {
        await store.ping();
        return { status: "ready" };
      } catch (error) {
        request.log.warn({ err: error }, "the database does not answer");
        return reply.code(503).send({ status: "not ready", reason: "the database does not answer" });
      }
    },
  );
}
