import rateLimit from "@fastify/rate-limit";
import type { FastifyInstance, FastifyRequest } from "fastify";
import { Fault } from "./fault.ts";

const windowMs = 60_000;

/**
 * Limits how often one caller may ask. Callers are told apart by project and user, and by their address where nobody has to
 * say who they are. Each node counts for itself. What is open to all (probes, the page, the description) is not counted.
 *
 * @param perMinute requests of one caller within a minute
 * @param isAuthenticated whether callers say who they are
 */
export async function limitRate(app: FastifyInstance, perMinute: number, isAuthenticated: boolean): Promise<void> {
  await app.register(rateLimit, {
    max: perMinute,
    timeWindow: windowMs,
    keyGenerator: (request: FastifyRequest) =>
      isAuthenticated ? JSON.stringify([request.caller.project, request.caller.user]) : request.ip,
    allowList: (request) => request.routeOptions.config.isOpen === true,
    errorResponseBuilder: (_request, { ttl }) => {
      const seconds = Math.ceil(ttl / 1000);
      const message = `Too many requests: ${perMinute} a minute are allowed. Try again in ${seconds} s.`;
      return new Fault(429, message, { headers: { "retry-after": String(seconds) } });
    },
  });
}
