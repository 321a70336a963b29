import type { FastifyInstance, FastifyRequest } from "fastify";
import { z } from "zod";
import type { CronTriggerRecord } from "../../../core/model/index.ts";
import { checkOwner, getWorkflow, isAdmin, visibleTo } from "../../../library/index.ts";
import { createCronTrigger, getCronTrigger } from "../../../triggers/index.ts";
import { queryOf } from "../../http/query.ts";
import { addPath, type Call } from "../../http/route.ts";
import { readArguments } from "../../input/arguments.ts";
import { filled, readBody, type AttributeKinds } from "../../input/body.ts";
import { integer, json, moment, text, uuid, type Collection } from "../../listing/collection.ts";
import { listResources } from "../../listing/list.ts";
import { listQuery } from "../../listing/list-query.ts";
import { enforce } from "../../policy/enforce.ts";
import type { Service } from "../../service.ts";
import { show } from "../../shapes/members.ts";
import { cronTriggerMembers, cronTriggerShape } from "../../shapes/triggers/cron-trigger.ts";
import { requiredPart } from "../params.ts";

const collection: Collection<CronTriggerRecord> = {
  name: "cron_triggers",
  members: cronTriggerMembers,
  keys: Object.keys(cronTriggerMembers),
  filters: {
    created_at: moment("createdAt"),
    name: text("name"),
    updated_at: moment("updatedAt"),
    workflow_name: text("workflowName"),
    workflow_id: uuid("workflowId"),
    workflow_input: json("workflowInput"),
    workflow_params: json("workflowParams"),
    scope: text("scope"),
    pattern: text("pattern"),
    remaining_executions: integer("remainingExecutions"),
    first_execution_time: moment("firstExecutionTime"),
    next_execution_time: moment("nextExecutionTime"),
    project_id: uuid("projectId"),
  },
  missing: (marker) => `Cron trigger not found [identifier=${marker}]`,
};

const ownArguments = { all_projects: "boolean" } as const;

const attributes = {
  id: "text",
  name: "text",
  workflow_name: "text",
  workflow_id: "text",
  workflow_input: "json",
  workflow_params: "json",
  project_id: "readonly",
  scope: "scope",
  pattern: "text",
  time_zone: "text",
  remaining_executions: "positive",
  first_execution_time: "text",
  next_execution_time: "text",
  created_at: "text",
  updated_at: "text",
} as const satisfies AttributeKinds;

const object = z.union([z.record(z.string(), z.unknown()), z.string()]).describe("an object, or JSON text of one");

const body = z.object({
  name: z.string(),
  workflow_name: z.string().optional().describe("this or the id must be given"),
  workflow_id: z.string().optional(),
  workflow_input: object.optional(),
  workflow_params: object.optional(),
  scope: z.enum(["private", "public"]).optional(),
  pattern: z.string().nullish().describe("five fields, or six with the seconds last"),
  time_zone: z
    .string()
    .nullish()
    .describe("where the pattern's times are meant, such as Europe/Berlin; UTC when left out"),
  first_execution_time: z.string().nullish().describe("YYYY-MM-DD HH:MM in UTC, at least a minute ahead"),
  remaining_executions: z.int().min(1).nullish().describe("how often it fires; for ever when left out"),
});

/** `/v2/cron_triggers` (REST reference, section 4). */
export function addCronTriggers(app: FastifyInstance, service: Service): void {
  const { triggers, store, now } = service;
  const list: Call = {
    family: "json",
    rule: "cron_triggers:list",
    status: 200,
    summary: "List cron triggers",
    query: listQuery(collection.filters, ownArguments),
    answer: z.object({ cron_triggers: z.array(cronTriggerShape.partial()), next: z.string().optional() }),
    handle: (request) =>
      listResources(request, collection, store.cronTriggers, ownArguments, (own) => {
        if (own.all_projects === true) enforce(request, "cron_triggers:list:all_projects");
        return { visibility: own.all_projects === true ? "all" : visibleTo(request.caller), now: now() };
      }),
  };
  const get: Call = {
    family: "json",
    rule: "cron_triggers:get",
    status: 200,
    summary: "Show a cron trigger, by name or id",
    answer: cronTriggerShape,
    handle: async (request) => show(cronTriggerMembers, await triggerInPath(request, service)),
  };
  const create: Call = {
    family: "json",
    rule: "cron_triggers:create",
    status: 201,
    summary: "Create a cron trigger",
    body,
    answer: cronTriggerShape.omit({ updated_at: true }),
    handle: async (request) => createTrigger(request, service),
  };
  const remove: Call = {
    family: "json",
    rule: "cron_triggers:delete",
    status: 204,
    summary: "Delete a cron trigger, by name or id",
    handle: async (request) => {
      const found = await triggerInPath(request, service);
      checkOwner("CronTrigger", found, request.caller);
      await triggers.store.cronTriggers.delete(found.id);
      return undefined;
    },
  };
  addPath(app, "/v2/cron_triggers", "cron_triggers", { GET: list, POST: create, DELETE: remove });
  addPath(app, "/v2/cron_triggers/:name", "cron_triggers", { GET: get, POST: create, DELETE: remove });
}

async function createTrigger(request: FastifyRequest, { triggers, library }: Service) {
  const { caller } = request;
  readArguments(queryOf(request), {});
  const given = readBody(request, "cron_trigger", attributes);
  const scope = given.scope ?? "private";
  if (scope === "public") enforce(request, "cron_triggers:publicize");
  const identifier = filled(given.workflow_id) ?? filled(given.workflow_name) ?? "None";
  const write = {
    name: filled(given.name),
    pattern: filled(given.pattern),
    timeZone: filled(given.time_zone),
    firstExecutionTime: given.first_execution_time ?? undefined,
    remainingExecutions: given.remaining_executions ?? undefined,
    workflowInput: given.workflow_input ?? {},
    workflowParams: given.workflow_params ?? {},
    scope,
  };
  const row = await createCronTrigger(triggers, caller, write, () => getWorkflow(library, caller, identifier, ""));
  const { updated_at: _updatedAt, ...resource } = show(cronTriggerMembers, row);
  return resource;
}

function triggerInPath(request: FastifyRequest, { triggers }: Service): Promise<CronTriggerRecord> {
  readArguments(queryOf(request), {});
  const identifier = requiredPart(request, "name", "identifier");
  const { caller } = request;
  return getCronTrigger(triggers, caller, identifier, isAdmin(caller) ? "all" : visibleTo(caller));
}
