import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { Accepted } from "../../http/accept.ts";
import { sendNotAcceptable, sendPage } from "../../http/page.ts";
import { languageSchema } from "../../../library/index.ts";
import { rootOf } from "../../listing/next-link.ts";

/** `/` and `/v2/`, which every method gives, the description of the interface, and the schema of the language. */
export function addRoots(app: FastifyInstance): void {
  app.all("/", { config: { isOpen: true }, schema: { hide: true } }, (request, reply) => {
    const link = { href: `${rootOf(request)}/v2`, target: "v2", rel: "self" };
    return sendRoot(request, reply, { versions: [{ id: "v2.0", status: "CURRENT", links: [link] }] });
  });
  app.all("/v2", { config: { isOpen: true }, schema: { hide: true } }, (request, reply) => {
    if (request.url.startsWith("/v2/")) return sendRoot(request, reply, { uri: `${rootOf(request)}/v2` });
    const address = `${rootOf(request)}/v2/`;
    reply.header("location", address);
    return sendPage(
      request,
      reply,
      302,
      `The resource was found at ${address}; you should be redirected automatically.  `,
    );
  });
  app.get("/schema/workflow.json", { config: { isOpen: true }, schema: { hide: true } }, () => languageSchema);
  app.get("/openapi.json", { config: { isOpen: true }, schema: { hide: true } }, () => app.swagger());
}

function sendRoot(request: FastifyRequest, reply: FastifyReply, body: object): FastifyReply {
  const best = new Accepted(request.headers.accept).best(["application/json", "application/xml", "text/xml"]);
  if (best === undefined) return sendNotAcceptable(request, reply);
  if (best !== "application/json") request.xmlType = best;
  return reply.code(200).send(body);
}
