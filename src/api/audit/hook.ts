import type { FastifyInstance, FastifyRequest } from "fastify";
import { isList, isMap, type Json } from "../../core/base/index.ts";
import type { AuditOutcome } from "../../core/model/index.ts";
import type { AuditTrail } from "./audit-trail.ts";

declare module "fastify" {
  interface FastifyContextConfig {
    /** The call's name in the audit log; undefined for one that is not to be found there. */
    audited?: string | undefined;
  }
  interface FastifyRequest {
    /** What is answered to a call that the audit log keeps. */
    answered: unknown;
  }
}

/** Refused before anybody knew who asks, or because somebody asks too often: rows of that would only fill the log. */
const notKept = new Set([401, 429]);

const longestPath = 1000;
const longestText = 500;

/** Keeps every call that was to change something, before it is answered. */
export function auditCalls(app: FastifyInstance, trail: AuditTrail): void {
  app.decorateRequest("answered", undefined);
  app.addHook("preSerialization", async (request, _reply, payload) => {
    if (request.routeOptions.config.audited !== undefined) request.answered = payload;
    return payload;
  });
  app.addHook("onSend", async (request, reply, payload) => {
    const { audited: call } = request.routeOptions.config;
    const { statusCode: status } = reply;
    if (call === undefined || notKept.has(status)) return payload;
    const { caller, method, id: requestId, answered } = request;
    if (isDryRun(answered)) return payload;
    const outcome = outcomeOf(status);
    await trail.write({
      projectId: caller.project,
      userName: caller.user,
      call,
      method,
      path: short(request.url, longestPath),
      target: outcome === "done" ? targetOf(answered as Json | undefined) : null,
      address: request.ip,
      userAgent: userAgentOf(request),
      requestId,
      outcome,
      status,
      reason: outcome === "done" ? null : reasonOf(answered as Json | undefined),
    });
    return payload;
  });
}

/** A report of what a write would do. */
function isDryRun(answer: unknown): boolean {
  return typeof answer === "object" && answer !== null && "dry_run" in answer && answer.dry_run === true;
}

function outcomeOf(status: number): AuditOutcome {
  if (status < 400) return "done";
  return status < 500 ? "refused" : "failed";
}

function userAgentOf({ headers }: FastifyRequest): string | null {
  const text = headers["user-agent"];
  return text === undefined ? null : short(text, longestText);
}

/** The id of what is answered, else its name; of several their names. */
function targetOf(answer: Json | undefined): string | null {
  if (answer === undefined || !isMap(answer)) return null;
  const own = answer["id"] ?? answer["name"];
  if (typeof own === "string") return short(own, longestText);
  const several = Object.values(answer).find(isList) ?? [];
  const names = several.flatMap((one) => (isMap(one) && typeof one["name"] === "string" ? [one["name"]] : []));
  return names.length === 0 ? null : short(names.join(", "), longestText);
}

/** A refusal may repeat what was sent, which may hold a password. */
function reasonOf(answer: Json | undefined): string | null {
  const text = answer !== undefined && isMap(answer) ? answer["faultstring"] : undefined;
  return typeof text === "string" ? short(text.replace(/(Value: ').*(')/s, "$1***$2"), longestText) : null;
}

function short(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, length - 1)}…`;
}
