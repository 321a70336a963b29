import type { FastifyRequest } from "fastify";

/** The query of a request as it came, without the `?`. */
export function queryOf(request: FastifyRequest): string {
  const start = request.url.indexOf("?");
  return start === -1 ? "" : request.url.slice(start + 1);
}
