import type { FastifyRequest } from "fastify";
import { forbidden } from "../../library/index.ts";
import type { CallName } from "./names.ts";
import type { Policy } from "./policy.ts";

declare module "fastify" {
  interface FastifyInstance {
    policy: Policy;
  }
}

/**
 * Refuses a call that the policy does not let the caller make.
 *
 * @throws DefinitionRefused `forbidden`, in Mistral's words
 */
export function enforce(request: FastifyRequest, call: CallName): void {
  if (!request.server.policy.allows(call, request.caller)) throw forbidden();
}
