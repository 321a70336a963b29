import type { FastifyInstance, FastifyRequest } from "fastify";
import { z } from "zod";
import type { EnvironmentRecord } from "../../../core/model/index.ts";
import {
  createEnvironment,
  deleteEnvironment,
  getEnvironment,
  updateEnvironment,
  visibleTo,
} from "../../../library/index.ts";
import { badRequest } from "../../http/fault.ts";
import { queryOf } from "../../http/query.ts";
import { addPath, type Call } from "../../http/route.ts";
import { readArguments } from "../../input/arguments.ts";
import { readBody, type Attributes } from "../../input/body.ts";
import { json, moment, text, type Collection } from "../../listing/collection.ts";
import { listResources } from "../../listing/list.ts";
import { listQuery } from "../../listing/list-query.ts";
import { enforce } from "../../policy/enforce.ts";
import type { Service } from "../../service.ts";
import { environmentMembers, environmentShape, newEnvironment } from "../../shapes/environment.ts";
import { show } from "../../shapes/members.ts";
import { pathPart, requiredPart } from "../params.ts";

const collection: Collection<EnvironmentRecord> = {
  name: "environments",
  members: environmentMembers,
  keys: Object.keys(environmentMembers),
  filters: {
    created_at: moment("createdAt"),
    name: text("name"),
    updated_at: moment("updatedAt"),
    description: text("description"),
    variables: json("variables"),
    scope: text("scope"),
  },
  missing: (marker) => `Environment not found [name=${marker}]`,
};

const attributes = {
  id: "text",
  name: "text",
  description: "text",
  variables: "json",
  scope: "scope",
  project_id: "readonly",
  created_at: "text",
  updated_at: "text",
} as const;

const body = z.object({
  name: z.string(),
  description: z.string().optional(),
  variables: z.union([z.record(z.string(), z.unknown()), z.string()]).optional(),
  scope: z.enum(["private", "public"]).optional(),
});

/** `/v2/environments` (REST reference, section 4). */
export function addEnvironments(app: FastifyInstance, { library, store, now }: Service): void {
  const list: Call = {
    family: "json",
    rule: "environments:list",
    status: 200,
    summary: "List environments",
    query: listQuery(collection.filters),
    answer: z.object({ environments: z.array(environmentShape.partial()), next: z.string().optional() }),
    handle: (request) =>
      listResources(request, collection, store.environments, {}, () => ({
        visibility: visibleTo(request.caller),
        now: now(),
      })),
  };
  const get: Call = {
    family: "json",
    rule: "environments:get",
    status: 200,
    summary: "Show an environment",
    answer: environmentShape,
    handle: async (request) => {
      readArguments(queryOf(request), {});
      const name = requiredPart(request, "name", "name");
      return show(environmentMembers, await getEnvironment(library, request.caller, name));
    },
  };
  const create: Call = {
    family: "json",
    rule: "environments:create",
    status: 201,
    summary: "Create an environment",
    body,
    answer: environmentShape.omit({ updated_at: true }),
    handle: async (request) => {
      const given = readEnvironment(request);
      checkKeys(given, ["name", "description", "variables", "scope"]);
      checkScope(request, given);
      const row = await createEnvironment(library, request.caller, { name: given.name ?? "", ...writeOf(given) });
      return newEnvironment(row, Object.keys(given));
    },
  };
  const update: Call = {
    family: "json",
    rule: "environments:update",
    status: 200,
    summary: "Change an environment; what is left out stays",
    body,
    answer: environmentShape,
    handle: async (request) => {
      const { name, ...given } = readEnvironment(request);
      if (!name) throw badRequest("Name of the environment is not provided.");
      checkKeys(given, ["description", "variables", "scope"]);
      checkScope(request, given);
      return show(environmentMembers, await updateEnvironment(library, request.caller, { name, ...writeOf(given) }));
    },
  };
  const remove: Call = {
    family: "json",
    rule: "environments:delete",
    status: 204,
    summary: "Delete an environment",
    handle: async (request) => {
      readArguments(queryOf(request), {});
      await deleteEnvironment(library, request.caller, requiredPart(request, "name", "name"));
      return undefined;
    },
  };
  addPath(app, "/v2/environments", "environments", { GET: list, POST: create, PUT: update, DELETE: remove });
  addPath(app, "/v2/environments/:name", "environments", { GET: get, POST: create, PUT: update, DELETE: remove });
}

type Given = Attributes<typeof attributes>;

function readEnvironment(request: FastifyRequest): Given {
  const inPath = pathPart(request, "name");
  if (inPath !== undefined) {
    const reason = "unable to convert to Environment. Error: nothing is expected here";
    throw badRequest(`Invalid input for field/attribute env. Value: '${inPath}'. ${reason}`);
  }
  readArguments(queryOf(request), {});
  return readBody(request, "env", attributes);
}

function checkKeys(given: Partial<Given>, legal: readonly string[]): void {
  if (Object.keys(given).every((key) => legal.includes(key))) return;
  const keys = legal.map((key) => `'${key}'`).join(", ");
  throw badRequest(`Please, check your environment definition. Only: [${keys}] are allowed as definition keys.`);
}

function checkScope(request: FastifyRequest, { scope }: Partial<Given>): void {
  if (scope === "public") enforce(request, "environments:publicize");
}

function writeOf({ description, variables, scope }: Partial<Given>) {
  return {
    ...(description === undefined ? {} : { description }),
    ...(variables === undefined ? {} : { variables: variables ?? {} }),
    ...(scope === undefined || scope === null ? {} : { scope }),
  };
}
