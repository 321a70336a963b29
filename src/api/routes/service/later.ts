import type { FastifyInstance } from "fastify";
import { forbidden, isUuid } from "../../../library/index.ts";
import { badRequest, Fault } from "../../http/fault.ts";
import { addPath, type Call, type Family } from "../../http/route.ts";
import type { Service } from "../../service.ts";
import { requiredPart } from "../params.ts";

/** Resources of Mistral that this service does not have: each says so, in Mistral's words where Mistral has any. */
export function addLaterResources(app: FastifyInstance, { isAuthenticated }: Service): void {
  addMembers(app, isAuthenticated);
  for (const name of ["code_sources", "dynamic_actions"]) {
    // Mistral refuses all of it to anybody but an admin.
    const refused = call(name === "code_sources" ? "short" : "json", () => {
      throw forbidden();
    });
    const read = call("json", () => {
      throw forbidden();
    });
    const calls = { GET: read, POST: refused, PUT: refused, DELETE: read };
    addPath(app, `/v2/${name}`, name, calls);
    addPath(app, `/v2/${name}/:name`, name, calls);
  }
  const services = call("json", () => {
    throw new Fault(406, "Service API is not supported.");
  });
  addPath(app, "/v2/services", "services", { GET: services });
  for (const name of ["cron_triggers", "event_triggers"]) {
    const missing = call("json", () => {
      throw new Fault(404, `${name} are not available in this version.`);
    });
    const calls = { GET: missing, POST: missing, PUT: missing, DELETE: missing };
    addPath(app, `/v2/${name}`, name, calls);
    addPath(app, `/v2/${name}/:name`, name, calls);
  }
}

function addMembers(app: FastifyInstance, isAuthenticated: boolean): void {
  const refused = call("short", (request) => {
    if (!isUuid(requiredPart(request, "name", "identifier"))) {
      throw badRequest("Only support UUID as resource identifier in resource sharing feature.");
    }
    if (isAuthenticated) throw badRequest("Resource sharing is not available in this version.");
    throw badRequest("Resource sharing feature can only be supported with authentication enabled.");
  });
  const calls = { GET: refused, POST: refused, PUT: refused, DELETE: refused };
  addPath(app, "/v2/workflows/:name/members", "members", { GET: refused, POST: refused });
  addPath(app, "/v2/workflows/:name/members/:member", "members", calls);
}

function call(family: Family, refuse: (request: Parameters<Call["handle"]>[0]) => never): Call {
  return {
    family,
    rule: null,
    status: 200,
    summary: "Not available in this version",
    handle: async (request) => refuse(request),
  };
}
