import type { JsonMap } from "../../core/base/index.ts";
import { DefinitionRefused, type RefusalKind } from "../../library/index.ts";
import { Busy, MigrationRefused, NotFound, QuotaReached, Refused } from "../../runtime/index.ts";
import { EventRefused, TriggerRefused, type TriggerRefusalKind } from "../../triggers/index.ts";
import { Fault } from "./fault.ts";

const statuses: Readonly<Record<RefusalKind | TriggerRefusalKind | EventRefused["kind"], number>> = {
  invalid: 400,
  forbidden: 403,
  missing: 404,
  taken: 409,
  breaking: 409,
  unsigned: 401,
};

/**
 * The answer that an error of the house becomes.
 *
 * @param error whatever a route threw
 * @returns undefined for an error that nobody expected
 */
export function faultOf(error: unknown): Fault | undefined {
  if (error instanceof Fault) return error;
  if (error instanceof DefinitionRefused) {
    const members = error.inheritance === undefined ? {} : { inheritance: error.inheritance };
    return new Fault(statuses[error.kind], error.message, { members });
  }
  if (error instanceof TriggerRefused || error instanceof EventRefused)
    return new Fault(statuses[error.kind], error.message);
  if (error instanceof MigrationRefused)
    return new Fault(409, `${error.code}: ${error.message}`, { members: migrationOf(error) });
  if (error instanceof NotFound) return new Fault(404, error.message);
  if (error instanceof QuotaReached) return new Fault(403, error.message);
  if (error instanceof Refused) return new Fault(400, error.message, { members: inheritanceOf(error) });
  if (error instanceof Busy) {
    return new Fault(503, error.message, { headers: { "retry-after": String(error.retryAfterSeconds) } });
  }
  return fromFramework(error);
}

/** The verdict is told with the refusal, so that a client need not ask for it by a dry run. */
function migrationOf({ code, message, verdict }: MigrationRefused): JsonMap {
  const one = { code, path: "", message };
  return { inheritance: { ...one, errors: [one], ...(verdict === undefined ? {} : { verdict }) } };
}

function inheritanceOf({ inheritance, message }: Refused): JsonMap {
  if (inheritance === undefined) return {};
  const { code, workflow } = inheritance;
  const one = { code, path: "", workflow, message: message.replace(`${code}: `, "") };
  return { inheritance: { ...one, errors: [one] } };
}

/** Errors that fastify finds before a route is asked: a body that is too large, a path that cannot be decoded. */
function fromFramework(error: unknown): Fault | undefined {
  if (!(error instanceof Error) || !("statusCode" in error) || typeof error.statusCode !== "number") return undefined;
  const { statusCode } = error;
  return statusCode >= 400 && statusCode < 500 ? new Fault(statusCode, error.message) : undefined;
}
