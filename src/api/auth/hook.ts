import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { Caller } from "../../core/model/index.ts";
import { sendPage } from "../http/page.ts";
import { tokenOf, type Authenticate, type Unauthenticated } from "./authenticate.ts";

declare module "fastify" {
  interface FastifyRequest {
    caller: Caller;
  }
  interface FastifyContextConfig {
    /** Whether a request needs no caller; all others do. */
    isOpen?: boolean;
  }
}

const nobody: Caller = { project: "", user: "", roles: [] };

/** Finds out who sends each request, unless its route is open to all; without a valid token it is answered by 401. */
export function authenticateRequests(app: FastifyInstance, authenticate: Authenticate): void {
  app.decorateRequest("caller", { getter: () => nobody });
  app.addHook("onRequest", async (request, reply) => {
    if (isOpen(request)) return;
    const found = await authenticate(tokenOf(request.headers));
    if ("reason" in found) await refuse(request, reply, found);
    else Object.defineProperty(request, "caller", { value: found });
  });
}

/** Decided by the route that was found, not by the text of the address, which can be written in many ways. */
function isOpen({ routeOptions, url }: FastifyRequest): boolean {
  if (routeOptions.url !== undefined) return routeOptions.config.isOpen === true;
  return !/^\/v2\/+[^?]/.test(url);
}

function refuse(request: FastifyRequest, reply: FastifyReply, { reason, challenge }: Unauthenticated): FastifyReply {
  const message = `Failed to validate access token: ${reason}`;
  reply.header("server-error-message", message);
  reply.header("www-authenticate", [message, challenge ?? 'Bearer realm="ostro"']);
  const detail =
    "This server could not verify that you are authorized to access the document you requested.  Either you supplied the " +
    "wrong credentials (e.g., bad password), or your browser does not understand how to supply the credentials required.\n\n ";
  return sendPage(request, reply, 401, detail);
}
