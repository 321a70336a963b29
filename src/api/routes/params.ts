import type { FastifyRequest } from "fastify";
import { badRequest } from "../http/fault.ts";
import { queryOf } from "../http/query.ts";
import { checkNoNul, readArguments } from "../input/arguments.ts";

/** A variable part of the path, decoded; undefined when the path does not have it, or it is empty. */
export function pathPart(request: FastifyRequest, name: string): string | undefined {
  const { params } = request;
  if (typeof params !== "object" || params === null || !(name in params)) return undefined;
  const value: unknown = Reflect.get(params, name);
  if (typeof value !== "string" || value === "") return undefined;
  checkNoNul(value, name);
  return value;
}

/**
 * A variable part of the path that must be there.
 *
 * @param argument the server's name for it
 * @throws Fault 400
 */
export function requiredPart(request: FastifyRequest, name: string, argument: string): string {
  const value = pathPart(request, name);
  if (value === undefined) throw badRequest(`Missing argument: "${argument}"`);
  return value;
}

/**
 * The name and the namespace of a definition: the namespace as second part of the path, or in the query.
 *
 * @param argument the server's name for the name
 * @throws Fault 400 for a missing name or an unknown parameter
 */
export function namedInPath(request: FastifyRequest, argument: string): { name: string; namespace: string } {
  const { namespace = "" } = readArguments(queryOf(request), { namespace: "text" });
  const name = requiredPart(request, "name", argument);
  return { name, namespace: pathPart(request, "namespace") ?? namespace };
}
