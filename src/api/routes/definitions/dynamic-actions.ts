import type { FastifyInstance, FastifyRequest } from "fastify";
import { z } from "zod";
import type { DynamicActionRecord } from "../../../core/model/index.ts";
import {
  createDynamicAction,
  deleteDynamicAction,
  getDynamicAction,
  updateDynamicAction,
  visibleTo,
  type DynamicActionWrite,
} from "../../../library/index.ts";
import { badRequest } from "../../http/fault.ts";
import { queryOf } from "../../http/query.ts";
import { addPath, type Call } from "../../http/route.ts";
import { readArguments } from "../../input/arguments.ts";
import { filled, readBody, type AttributeKinds, type Attributes } from "../../input/body.ts";
import { moment, tagsOfNothing, text, uuid, type Collection } from "../../listing/collection.ts";
import { listResources } from "../../listing/list.ts";
import { listQuery } from "../../listing/list-query.ts";
import { enforce } from "../../policy/enforce.ts";
import type { Service } from "../../service.ts";
import { dynamicActionMembers, dynamicActionShape } from "../../shapes/code/dynamic-action.ts";
import { show } from "../../shapes/members.ts";
import { namedInPath } from "../params.ts";

const collection: Collection<DynamicActionRecord> = {
  name: "dynamic_actions",
  members: dynamicActionMembers,
  keys: Object.keys(dynamicActionMembers),
  filters: {
    created_at: moment("createdAt"),
    name: text("name"),
    scope: text("scope"),
    tags: tagsOfNothing(),
    updated_at: moment("updatedAt"),
    project_id: uuid("projectId"),
    namespace: text("namespace"),
  },
  missing: (marker) => `Dynamic Action not found [name=${marker},namespace=]`,
};

const ownArguments = { all_projects: "boolean" } as const;

const attributes = {
  id: "text",
  name: "text",
  namespace: "text",
  code_source_id: "text",
  code_source_name: "text",
  class_name: "text",
  project_id: "readonly",
  scope: "scope",
  created_at: "text",
  updated_at: "text",
} as const satisfies AttributeKinds;

const namespaceQuery = z.object({ namespace: z.string().optional() });
const body = z.object({
  name: z.string(),
  namespace: z.string().optional(),
  class_name: z.string(),
  code_source_id: z.string().optional().describe("this or the name must be given"),
  code_source_name: z.string().optional(),
  scope: z.enum(["private", "public"]).optional(),
});

/** `/v2/dynamic_actions` (REST reference, section 4): actions that stand in code sources, for admins. */
export function addDynamicActions(app: FastifyInstance, { library, store, now }: Service): void {
  const list: Call = {
    family: "json",
    rule: "dynamic_actions:list",
    status: 200,
    summary: "List dynamic actions",
    query: listQuery(collection.filters, ownArguments),
    answer: z.object({ dynamic_actions: z.array(dynamicActionShape.partial()), next: z.string().optional() }),
    handle: (request) =>
      listResources(request, collection, store.dynamicActions, ownArguments, (own) => ({
        visibility: own.all_projects === true ? "all" : visibleTo(request.caller),
        now: now(),
      })),
  };
  const get: Call = {
    family: "json",
    rule: "dynamic_actions:get",
    status: 200,
    summary: "Show a dynamic action, by name or id",
    query: namespaceQuery,
    answer: dynamicActionShape,
    handle: async (request) => {
      const { name, namespace } = namedInPath(request, "identifier");
      return show(dynamicActionMembers, await getDynamicAction(store, request.caller, name, namespace));
    },
  };
  const create: Call = {
    family: "json",
    rule: "dynamic_actions:create",
    status: 201,
    summary: "Create a dynamic action",
    body,
    answer: dynamicActionShape.omit({ updated_at: true }),
    handle: async (request) => {
      const given = readAction(request);
      const name = filled(given.name);
      if (name === undefined) throw badRequest("'name' must be provided.");
      const row = await createDynamicAction(library, request.caller, name, writeOf(given));
      const { updated_at: _updatedAt, ...resource } = show(dynamicActionMembers, row);
      return resource;
    },
  };
  const update: Call = {
    family: "json",
    rule: "dynamic_actions:update",
    status: 200,
    summary: "Change a dynamic action, named by id or name in the body; what is left out stays",
    body: body.partial().extend({ id: z.string().optional() }),
    answer: dynamicActionShape,
    handle: async (request) => {
      const given = readAction(request);
      const identifier = filled(given.id) ?? filled(given.name);
      if (identifier === undefined) throw badRequest("Either 'name' or 'id' must be provided.");
      return show(dynamicActionMembers, await updateDynamicAction(library, request.caller, identifier, writeOf(given)));
    },
  };
  const remove: Call = {
    family: "json",
    rule: "dynamic_actions:delete",
    status: 204,
    summary: "Delete a dynamic action, by name or id",
    query: namespaceQuery,
    handle: async (request) => {
      const { name, namespace } = namedInPath(request, "identifier");
      await deleteDynamicAction(library, request.caller, name, namespace);
      return undefined;
    },
  };
  addPath(app, "/v2/dynamic_actions", "dynamic_actions", { GET: list, POST: create, PUT: update, DELETE: remove });
  addPath(app, "/v2/dynamic_actions/:name", "dynamic_actions", { GET: get, DELETE: remove });
}

type Given = Attributes<typeof attributes>;

function readAction(request: FastifyRequest): Given {
  readArguments(queryOf(request), {});
  const given = readBody(request, "dyn_action", attributes);
  if (given.scope === "public") enforce(request, "dynamic_actions:publicize");
  return given;
}

function writeOf(given: Given): DynamicActionWrite {
  const className = filled(given.class_name);
  const codeSource = filled(given.code_source_id) ?? filled(given.code_source_name);
  return {
    namespace: given.namespace ?? "",
    ...(className === undefined ? {} : { className }),
    ...(codeSource === undefined ? {} : { codeSource }),
    ...(given.scope === undefined || given.scope === null ? {} : { scope: given.scope }),
  };
}
