import type { FastifyInstance, FastifyRequest } from "fastify";
import { z } from "zod";
import type { Json } from "../../../core/base/index.ts";
import { forbidden, isAdmin, type QuotaChange, type Quotas } from "../../../library/index.ts";
import { badRequest, notFound } from "../../http/fault.ts";
import { queryOf } from "../../http/query.ts";
import { addPath, type Call } from "../../http/route.ts";
import { readArguments } from "../../input/arguments.ts";
import { readBody } from "../../input/body.ts";
import { quotaResource, quotaShape } from "../../shapes/access/quota.ts";
import { requiredPart } from "../params.ts";

const limit = z.int().min(-1).nullable();
const body = z
  .object({ definitions: limit, running_executions: limit, stored_bytes: limit })
  .partial()
  .describe("-1 sets no limit, null leaves it to the settings, and what is left out stays");

const attributes = { definitions: "integer", running_executions: "integer", stored_bytes: "integer" } as const;

/** `/v2/quotas`: what projects may have, and what they have. */
export function addQuotas(app: FastifyInstance, quotas: Quotas): void {
  const own: Call = {
    family: "json",
    rule: "quotas:get",
    status: 200,
    summary: "Show what the caller's own project may have, and what it has",
    answer: quotaShape,
    handle: async (request) => {
      readArguments(queryOf(request), {});
      return shown(quotas, request.caller.project);
    },
  };
  const get: Call = {
    ...own,
    summary: "Show what a project may have, and what it has; that of others only for admins",
    handle: async (request) => shown(quotas, projectInPath(request)),
  };
  const update: Call = {
    family: "json",
    rule: "quotas:update",
    status: 200,
    summary: "Set what a project may have, where that differs from the settings",
    body,
    answer: quotaShape,
    handle: async (request) => {
      const project = projectInPath(request);
      await quotas.set(project, readChange(request));
      return shown(quotas, project);
    },
  };
  const remove: Call = {
    family: "json",
    rule: "quotas:delete",
    status: 204,
    summary: "Leave what a project may have to the settings",
    handle: async (request) => {
      const project = projectInPath(request);
      if (!(await quotas.reset(project))) throw notFound(`Quota not found [project_id=${project}]`);
      return undefined;
    },
  };
  addPath(app, "/v2/quotas", "access", { GET: own });
  addPath(app, "/v2/quotas/:project", "access", { GET: get, PUT: update, DELETE: remove });
}

async function shown(quotas: Quotas, project: string): Promise<Record<string, Json>> {
  return quotaResource(project, await quotas.limitsOf(project), await quotas.usageOf(project));
}

/** @throws DefinitionRefused `forbidden` for another project's, whether there is such a project or not */
function projectInPath(request: FastifyRequest): string {
  readArguments(queryOf(request), {});
  const project = requiredPart(request, "project", "project_id");
  if (project !== request.caller.project && !isAdmin(request.caller)) throw forbidden();
  return project;
}

/** @throws Fault 400 */
function readChange(request: FastifyRequest): QuotaChange {
  const given = readBody(request, "quota", attributes);
  for (const [name, value] of Object.entries(given)) {
    if (typeof value === "number" && value < -1) throw badRequest(`${name} must be at least -1, which sets no limit.`);
  }
  return {
    ...(given.definitions === undefined ? {} : { definitions: given.definitions }),
    ...(given.running_executions === undefined ? {} : { runningExecutions: given.running_executions }),
    ...(given.stored_bytes === undefined ? {} : { storedBytes: given.stored_bytes }),
  };
}
