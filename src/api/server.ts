import { randomUUID } from "node:crypto";
import { fastify, type FastifyBaseLogger, type FastifyInstance, type FastifyReply, type FastifyRequest } from "fastify";
import { writeJson } from "../core/base/index.ts";
import type { Json } from "../core/base/index.ts";
import { auditCalls } from "./audit/hook.ts";
import { authenticateRequests } from "./auth/hook.ts";
import type { Authenticate } from "./auth/authenticate.ts";
import { Fault } from "./http/fault.ts";
import { faultOf } from "./http/fault-of.ts";
import { sendNotFound } from "./http/page.ts";
import { xmlOf } from "./http/xml.ts";
import { serverOptions, withUsualLimits, type RequestLimits } from "./http/limits.ts";
import { limitRate } from "./http/rate-limit.ts";
import { addLive } from "./live/live.ts";
import { addDescriptionPage } from "./page/description.ts";
import { addPage } from "./page/page.ts";
import { addAuditLog } from "./routes/access/audit.ts";
import { addQuotas } from "./routes/access/quotas.ts";
import { addActionExecutions } from "./routes/executions/action-executions.ts";
import { addActions } from "./routes/definitions/actions.ts";
import { addEnvironments } from "./routes/definitions/environments.ts";
import { addExecutions } from "./routes/executions/executions.ts";
import { addMigrations } from "./routes/executions/migrations.ts";
import { addHealth } from "./routes/service/health.ts";
import { addLineage } from "./routes/definitions/lineage.ts";
import { addInfo } from "./routes/service/info.ts";
import { addMaintenance, refuseWhileResting } from "./routes/service/maintenance.ts";
import { addMetrics, countRequests } from "./routes/service/metrics.ts";
import { addServices, refuseWithoutApi } from "./routes/service/services.ts";
import { addCronTriggers } from "./routes/triggers/cron-triggers.ts";
import { addEventTriggers } from "./routes/triggers/event-triggers.ts";
import { addEvents } from "./routes/triggers/events.ts";
import { addCodeSources } from "./routes/definitions/code-sources.ts";
import { addDynamicActions } from "./routes/definitions/dynamic-actions.ts";
import { addMembers } from "./routes/definitions/members.ts";
import { addRoots } from "./routes/service/roots.ts";
import { addTasks } from "./routes/executions/tasks.ts";
import { addWorkbooks } from "./routes/definitions/workbooks.ts";
import { addWorkers } from "./routes/workers/workers.ts";
import { addWorkflows } from "./routes/definitions/workflows.ts";
import { describeInterface } from "./openapi.ts";
import { Policy } from "./policy/policy.ts";
import type { Service } from "./service.ts";

export interface ServerOptions {
  readonly service: Service;
  readonly authenticate: Authenticate;
  /** Where requests are logged; nowhere when left out. */
  readonly logger?: FastifyBaseLogger;
  /** What requests may take up; the usual limits where none are given. */
  readonly limits?: Partial<RequestLimits>;
  readonly version: string;
  /** The folder of the built page, served at `/ui`; there is none when left out. */
  readonly page?: string;
  /** Who may make which call; Mistral's rules when left out. */
  readonly policy?: Policy;
}

/**
 * Builds the REST interface; nothing listens yet.
 *
 * @returns a fastify instance, to be told to `listen` or asked by `inject`
 */
export async function buildServer(options: ServerOptions): Promise<FastifyInstance> {
  const { service } = options;
  const limits = withUsualLimits(options.limits);
  const app = fastify({
    ...(options.logger === undefined ? {} : { loggerInstance: options.logger }),
    ...serverOptions(limits),
    genReqId: () => `req-${randomUUID()}`,
    exposeHeadRoutes: false,
    return503OnClosing: true,
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: 2000 },
  });
  app.setValidatorCompiler(() => (value: unknown) => ({ value }));
  app.setSerializerCompiler(() => jsonText);
  app.setReplySerializer(jsonText);
  app.removeAllContentTypeParsers();
  app.addContentTypeParser("*", { parseAs: "buffer" }, (_request, body, done) => done(null, body));
  app.decorate("policy", options.policy ?? Policy.default());
  app.decorateRequest("xmlType", undefined);
  app.setErrorHandler(sendFault);
  app.setNotFoundHandler(sendNotFound);
  app.addHook("onRequest", async (request, reply) => {
    reply.header("x-openstack-request-id", request.id);
    if (request.method === "OPTIONS" && !isRoot(request.url)) await reply.code(200).send("");
  });
  app.addHook("onSend", finish);
  countRequests(app, options.service);
  authenticateRequests(app, options.authenticate);
  if (limits.requestsPerMinute > 0) await limitRate(app, limits.requestsPerMinute, service.isAuthenticated);
  refuseWithoutApi(app, options.service);
  refuseWhileResting(app, options.service);
  if (service.auditTrail !== undefined) auditCalls(app, service.auditTrail);
  await describeInterface(app, options.version);
  await app.register(async (routes) => {
    addRoots(routes);
    addHealth(routes, options.service);
    addMetrics(routes, options.service);
    addWorkflows(routes, options.service);
    addLineage(routes, options.service);
    addWorkbooks(routes, options.service);
    addActions(routes, options.service);
    addEnvironments(routes, options.service);
    addExecutions(routes, options.service);
    addMigrations(routes, options.service);
    addTasks(routes, options.service);
    addActionExecutions(routes, options.service);
    addLive(routes, options.service);
    if (options.page !== undefined) addPage(routes, options.page);
    addMembers(routes, options.service);
    addCodeSources(routes, options.service);
    addDynamicActions(routes, options.service);
    addCronTriggers(routes, options.service);
    addEventTriggers(routes, options.service);
    if (options.service.events !== undefined) addEvents(routes, options.service, options.service.events);
    addWorkers(routes, options.service);
    addServices(routes, options.service);
    addDescriptionPage(routes);
    addAuditLog(routes, service);
    if (service.library.quotas !== undefined) addQuotas(routes, service.library.quotas);
    addInfo(routes, options.service);
    addMaintenance(routes, options.service);
  });
  await app.ready();
  return app;
}

function isRoot(url: string): boolean {
  return /^\/(v2\/)?(\?|$)/.test(url);
}

function jsonText(payload: unknown): string {
  return writeJson(payload as Json);
}

function sendFault(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const fault = faultOf(error) ?? unexpected(error, request);
  reply.code(fault.status).headers(fault.headers).type("application/json");
  const { family } = request.routeOptions.config;
  const isShort = (family === "text" || family === "short") && fault.members["inheritance"] === undefined;
  if (isShort) return reply.send({ faultstring: fault.message, ...fault.members });
  const faultcode = fault.status < 500 ? "Client" : "Server";
  return reply.send({ faultcode, faultstring: fault.message, debuginfo: null, ...fault.members });
}

/** What nobody expected is told to the log; the client learns where to look for it. */
function unexpected(error: unknown, request: FastifyRequest): Fault {
  request.log.error({ err: error }, "request failed");
  return new Fault(500, `Internal error (request ${request.id})`);
}

/** JSON without a character set, as Mistral says it, or the XML that the client asked for. */
async function finish(request: FastifyRequest, reply: FastifyReply, payload: unknown): Promise<unknown> {
  const type = reply.getHeader("content-type");
  if (typeof payload !== "string" || typeof type !== "string" || !type.startsWith("application/json")) return payload;
  if (request.xmlType === undefined) {
    reply.header("content-type", "application/json");
    return payload;
  }
  reply.header("content-type", `${request.xmlType}; charset=UTF-8`);
  reply.removeHeader("content-length");
  return xmlOf(payload, reply.statusCode < 400 ? "result" : "error");
}
