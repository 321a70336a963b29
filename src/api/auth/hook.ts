import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { Caller } from "../../core/model/index.ts";
import { sendPage } from "../http/page.ts";
import { tokenOf, type Authenticate } from "./authenticate.ts";

declare module "fastify" {
  interface FastifyRequest {
    caller: Caller;
  }
}

const nobody: Caller = { project: "", user: "", roles: [] };

/** Finds out who sends each request under `/v2/`; without a valid token it is answered by 401. */
export function authenticateRequests(app: FastifyInstance, authenticate: Authenticate): void {
  app.decorateRequest("caller", { getter: () => nobody });
  app.addHook("onRequest", async (request, reply) => {
    const token = tokenOf(request.headers);
    const found = authenticate(token);
    if (!("reason" in found)) {
      Object.defineProperty(request, "caller", { value: found });
      return;
    }
    if (needsCaller(request.url)) await refuse(request, reply, found.reason);
  });
}

function needsCaller(url: string): boolean {
  return /^\/v2\/+[^?]/.test(url);
}

function refuse(request: FastifyRequest, reply: FastifyReply, reason: string): FastifyReply {
  const message = `Failed to validate access token: ${reason}`;
  reply.header("server-error-message", message);
  reply.header("www-authenticate", [message, 'Bearer realm="ostro"']);
  const detail =
    "This server could not verify that you are authorized to access the document you requested.  Either you supplied the " +
    "wrong credentials (e.g., bad password), or your browser does not understand how to supply the credentials required.\n\n ";
  return sendPage(request, reply, 401, detail);
}
