import type { FastifyInstance, FastifyReply, FastifyRequest, HTTPMethods } from "fastify";
import { enforce } from "../policy/enforce.ts";
import { Accepted } from "./accept.ts";
import type { Call, Family } from "./call.ts";
import { describeCall } from "./describe.ts";
import { sendNotAcceptable, sendNotAllowed } from "./page.ts";

export type { Call } from "./call.ts";

type Method = "GET" | "POST" | "PUT" | "DELETE";

declare module "fastify" {
  interface FastifyContextConfig {
    family?: Family;
  }
  interface FastifyRequest {
    /** The type of the answer, where it is not JSON. */
    xmlType: string | undefined;
  }
}

const methods: readonly HTTPMethods[] = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "TRACE"];
const jsonTypes = ["application/json", "application/xml", "text/xml"];

/**
 * Adds a path with its methods; all others are answered by 405.
 *
 * @param url the path, with `:name` for its variable parts
 * @param tag the resource it belongs to
 */
export function addPath(
  app: FastifyInstance,
  url: string,
  tag: string,
  calls: Partial<Readonly<Record<Method, Call>>>,
): void {
  for (const [method, call] of Object.entries(calls)) {
    app.route({
      method,
      url,
      config: { family: call.family, isOpen: call.isOpen === true, audited: auditedAs(call, method) },
      schema: describeCall(call, method, url, tag),
      handler: (request, reply) => answer(call, request, reply),
    });
  }
  const allowed = Object.keys(calls);
  app.route({
    method: methods.filter((method) => !allowed.includes(method)),
    url,
    schema: { hide: true },
    handler: (request, reply) => sendNotAllowed(request, reply, allowed),
  });
}

/** Its name in the audit log; undefined for a call that changes nothing. */
function auditedAs({ rule, isAudited = true }: Call, method: string): string | undefined {
  return method === "GET" || !isAudited || rule === null ? undefined : rule;
}

async function answer(call: Call, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  if (!agreeOnType(call.family, request)) return sendNotAcceptable(request, reply);
  if (call.rule !== null) enforce(request, call.rule);
  reply.code(call.status);
  const body = await call.handle(request, reply);
  return body === undefined ? reply.code(204).send() : reply.send(body);
}

/** Whether the client takes what the call gives. Calls that take a definition want text to be accepted, as in Mistral. */
function agreeOnType(family: Family, request: FastifyRequest): boolean {
  const accepted = new Accepted(request.headers.accept);
  if (family === "text") return accepted.best(["text/plain"]) !== undefined;
  if (family === "view") return accepted.best(["application/json", "text/yaml", "application/yaml"]) !== undefined;
  const best = accepted.best(family === "json" || family === "short" ? jsonTypes : ["application/json"]);
  if (best !== undefined && best !== "application/json") request.xmlType = best;
  return best !== undefined;
}
