import type { FastifyInstance, FastifyRequest } from "fastify";
import { z } from "zod";
import type { Caller, EventTriggerRecord, WorkflowRecord } from "../../../core/model/index.ts";
import { checkOwner, isAdmin, isUuid, visibleTo } from "../../../library/index.ts";
import type { Store } from "../../../store/index.ts";
import {
  createEventTrigger,
  deleteEventTrigger,
  getEventTrigger,
  updateEventTrigger,
  type EventTriggerChange,
} from "../../../triggers/index.ts";
import { badRequest, notFound } from "../../http/fault.ts";
import { queryOf } from "../../http/query.ts";
import { addPath, type Call } from "../../http/route.ts";
import { checkUuid, readArguments } from "../../input/arguments.ts";
import { filled, readBody, type AttributeKinds, type Attributes } from "../../input/body.ts";
import { moment, text, uuid, type Collection } from "../../listing/collection.ts";
import { listResources } from "../../listing/list.ts";
import { listQuery } from "../../listing/list-query.ts";
import { enforce } from "../../policy/enforce.ts";
import type { Service } from "../../service.ts";
import { show } from "../../shapes/members.ts";
import { eventTriggerMembers, eventTriggerShape } from "../../shapes/triggers/event-trigger.ts";
import { requiredPart } from "../params.ts";

/** Mistral 15 fails on every filter; here they work. */
const collection: Collection<EventTriggerRecord> = {
  name: "event_triggers",
  members: eventTriggerMembers,
  keys: Object.keys(eventTriggerMembers),
  filters: {
    created_at: moment("createdAt"),
    name: text("name"),
    updated_at: moment("updatedAt"),
    workflow_id: uuid("workflowId"),
    exchange: text("exchange"),
    topic: text("topic"),
    event: text("event"),
    scope: text("scope"),
    project_id: uuid("projectId"),
  },
  missing: (marker) => `Event trigger not found [id=${marker}].`,
};

const ownArguments = { all_projects: "boolean" } as const;

const attributes = {
  id: "readonly",
  created_at: "readonly",
  updated_at: "readonly",
  project_id: "readonly",
  name: "text",
  workflow_id: "text",
  workflow_input: "json",
  workflow_params: "json",
  exchange: "text",
  topic: "text",
  event: "text",
  filter: "text",
  scope: "scope",
} as const satisfies AttributeKinds;

const object = z.union([z.record(z.string(), z.unknown()), z.string()]).describe("an object, or JSON text of one");

const changeBody = z.object({
  name: z.string().optional(),
  workflow_id: z.string().optional(),
  workflow_input: object.optional(),
  workflow_params: object.optional(),
  filter: z.string().describe("an expression upon the event; empty for none").optional(),
  scope: z.enum(["private", "public"]).optional(),
});
const body = changeBody.extend({
  workflow_id: z.string(),
  exchange: z.string(),
  topic: z.string(),
  event: z.string(),
});

/** `/v2/event_triggers` (REST reference, section 4). */
export function addEventTriggers(app: FastifyInstance, service: Service): void {
  const { triggers, store, now } = service;
  const list: Call = {
    family: "json",
    rule: "event_triggers:list",
    status: 200,
    summary: "List event triggers",
    query: listQuery(collection.filters, ownArguments),
    answer: z.object({ event_triggers: z.array(eventTriggerShape.partial()), next: z.string().optional() }),
    handle: (request) =>
      listResources(request, collection, store.eventTriggers, ownArguments, (own) => {
        if (own.all_projects === true) enforce(request, "event_triggers:list:all_projects");
        return { visibility: own.all_projects === true ? "all" : visibleTo(request.caller), now: now() };
      }),
  };
  const get: Call = {
    family: "json",
    rule: "event_triggers:get",
    status: 200,
    summary: "Show an event trigger",
    answer: eventTriggerShape,
    handle: async (request) => show(eventTriggerMembers, await triggerInPath(request, service)),
  };
  const create: Call = {
    family: "json",
    rule: "event_triggers:create",
    status: 201,
    summary: "Create an event trigger",
    body,
    answer: eventTriggerShape,
    handle: async (request) => {
      readArguments(queryOf(request), {});
      const given = readTrigger(request);
      const write = {
        name: given.name ?? "",
        workflowId: filled(given.workflow_id),
        exchange: filled(given.exchange),
        topic: filled(given.topic),
        event: filled(given.event),
        filter: filled(given.filter) ?? null,
        workflowInput: given.workflow_input ?? {},
        workflowParams: given.workflow_params ?? {},
        scope: given.scope ?? "private",
      };
      const row = await createEventTrigger(triggers, request.caller, write, (id) =>
        workflowOf(store, request.caller, id),
      );
      return show(eventTriggerMembers, row);
    },
  };
  const update: Call = {
    family: "json",
    rule: "event_triggers:update",
    status: 200,
    summary: "Change an event trigger; its event stays",
    body: changeBody,
    answer: eventTriggerShape,
    handle: async (request) => {
      checkUuid(requiredPart(request, "id", "id"), "id");
      readArguments(queryOf(request), {});
      const given = readTrigger(request);
      if (filled(given.exchange) ?? filled(given.topic) ?? filled(given.event)) {
        throw badRequest("Can not update fields ['exchange', 'topic', 'event'] of event trigger.");
      }
      const found = await triggerInPath(request, service);
      checkOwner("EventTrigger", found, request.caller);
      const workflowId = filled(given.workflow_id);
      if (workflowId !== undefined) await workflowOf(store, request.caller, workflowId);
      return show(eventTriggerMembers, await updateEventTrigger(triggers, found, changeOf(given)));
    },
  };
  const remove: Call = {
    family: "json",
    rule: "event_triggers:delete",
    status: 204,
    summary: "Delete an event trigger",
    handle: async (request) => {
      const found = await triggerInPath(request, service);
      checkOwner("EventTrigger", found, request.caller);
      await deleteEventTrigger(triggers, found.id);
      return undefined;
    },
  };
  addPath(app, "/v2/event_triggers", "event_triggers", { GET: list, POST: create, PUT: update, DELETE: remove });
  addPath(app, "/v2/event_triggers/:id", "event_triggers", { GET: get, POST: create, PUT: update, DELETE: remove });
}

type Given = Attributes<typeof attributes>;

function readTrigger(request: FastifyRequest): Given {
  const given = readBody(request, "event_trigger", attributes);
  if (given.workflow_id && !isUuid(given.workflow_id)) {
    throw badRequest(`Expected a uuid but received ${given.workflow_id}.`);
  }
  if (given.scope === "public") enforce(request, "event_triggers:publicize");
  return given;
}

function changeOf(given: Given): EventTriggerChange {
  return {
    ...(given.name === undefined || given.name === null ? {} : { name: given.name }),
    ...(given.filter === undefined ? {} : { filter: filled(given.filter) ?? null }),
    ...(given.workflow_id ? { workflowId: given.workflow_id } : {}),
    ...(given.workflow_input === undefined ? {} : { workflowInput: given.workflow_input ?? {} }),
    ...(given.workflow_params === undefined ? {} : { workflowParams: given.workflow_params ?? {} }),
    ...(given.scope === undefined || given.scope === null ? {} : { scope: given.scope }),
  };
}

async function workflowOf({ workflows }: Store, caller: Caller, id: string): Promise<WorkflowRecord> {
  const found = await workflows.get(id, visibleTo(caller));
  if (found === undefined) throw notFound(`Workflow not found [workflow_id=${id}]`);
  return found;
}

function triggerInPath(request: FastifyRequest, { triggers }: Service): Promise<EventTriggerRecord> {
  const id = requiredPart(request, "id", "id");
  checkUuid(id, "id");
  readArguments(queryOf(request), {});
  const { caller } = request;
  return getEventTrigger(triggers, id, isAdmin(caller) ? "all" : visibleTo(caller));
}
