import type { FastifyInstance } from "fastify";
import { descriptionPage, type Description } from "./description-page.ts";

/** It has no scripts, loads nothing, and styles itself. */
const policy =
  "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** Serves the description of the interface for people at `/openapi`, beside `/openapi.json`. */
export function addDescriptionPage(app: FastifyInstance): void {
  const open = { config: { isOpen: true }, schema: { hide: true } };
  let page: string | undefined;
  app.get("/openapi", open, async (_request, reply) => {
    page ??= descriptionPage(app.swagger() as Description);
    reply.headers({ "content-security-policy": policy, "x-content-type-options": "nosniff" });
    return reply.type("text/html; charset=utf-8").send(page);
  });
}
