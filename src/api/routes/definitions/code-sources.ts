import type { FastifyInstance, FastifyRequest } from "fastify";
import { z } from "zod";
import type { CodeSourceRecord } from "../../../core/model/index.ts";
import {
  createCodeSource,
  deleteCodeSource,
  getCodeSource,
  updateCodeSource,
  visibleTo,
} from "../../../library/index.ts";
import { badRequest } from "../../http/fault.ts";
import { addPath, type Call } from "../../http/route.ts";
import { readText } from "../../input/body.ts";
import { moment, tagsOfNothing, text, uuid, type Collection } from "../../listing/collection.ts";
import { listResources } from "../../listing/list.ts";
import { listQuery } from "../../listing/list-query.ts";
import type { Service } from "../../service.ts";
import { codeSourceMembers, codeSourceShape } from "../../shapes/code/code-source.ts";
import { show } from "../../shapes/members.ts";
import { namedInPath, pathPart } from "../params.ts";
import { scopeIn, textQuery } from "./texts.ts";

const collection: Collection<CodeSourceRecord> = {
  name: "code_sources",
  members: codeSourceMembers,
  keys: Object.keys(codeSourceMembers),
  filters: {
    created_at: moment("createdAt"),
    name: text("name"),
    scope: text("scope"),
    tags: tagsOfNothing(),
    updated_at: moment("updatedAt"),
    project_id: uuid("projectId"),
    namespace: text("namespace"),
  },
  missing: (marker) => `Code Source not found [name=${marker},namespace=]`,
};

const ownArguments = { all_projects: "boolean" } as const;
const namespaceQuery = z.object({ namespace: z.string().optional() });
const writeQuery = namespaceQuery.extend({ scope: z.enum(["private", "public"]).optional() });
const content = z.string().describe("the text of the module, in any content type");

/** `/v2/code_sources` (REST reference, section 4): modules that dynamic actions stand in, for admins. */
export function addCodeSources(app: FastifyInstance, { library, store, now }: Service): void {
  const list: Call = {
    family: "json",
    rule: "code_sources:list",
    status: 200,
    summary: "List code sources",
    query: listQuery(collection.filters, ownArguments),
    answer: z.object({ code_sources: z.array(codeSourceShape.partial()), next: z.string().optional() }),
    handle: (request) =>
      listResources(request, collection, store.codeSources, ownArguments, (own) => ({
        visibility: own.all_projects === true ? "all" : visibleTo(request.caller),
        now: now(),
      })),
  };
  const get: Call = {
    family: "json",
    rule: "code_sources:get",
    status: 200,
    summary: "Show a code source, by name or id",
    query: namespaceQuery,
    answer: codeSourceShape,
    handle: async (request) => {
      const { name, namespace } = namedInPath(request, "identifier");
      return show(codeSourceMembers, await getCodeSource(store, request.caller, name, namespace));
    },
  };
  const create: Call = {
    family: "text",
    rule: "code_sources:create",
    status: 201,
    summary: "Create a code source",
    query: writeQuery.extend({ name: z.string() }),
    body: content,
    answer: codeSourceShape.omit({ updated_at: true }),
    handle: async (request) => {
      const row = await createCodeSource(library, request.caller, writeOf(request, "name"));
      const { updated_at: _updatedAt, ...resource } = show(codeSourceMembers, row);
      return resource;
    },
  };
  const update: Call = {
    family: "text",
    rule: "code_sources:update",
    status: 200,
    summary: "Replace the text of a code source",
    query: writeQuery.extend({ identifier: z.string().optional().describe("name or id, where the path has none") }),
    body: content,
    answer: codeSourceShape,
    handle: async (request) =>
      show(codeSourceMembers, await updateCodeSource(library, request.caller, writeOf(request, "identifier"))),
  };
  const remove: Call = {
    family: "json",
    rule: "code_sources:delete",
    status: 204,
    summary: "Delete a code source with its dynamic actions, by name or id",
    query: namespaceQuery,
    handle: async (request) => {
      const { name, namespace } = namedInPath(request, "identifier");
      await deleteCodeSource(library, request.caller, name, namespace);
      return undefined;
    },
  };
  addPath(app, "/v2/code_sources", "code_sources", { GET: list, POST: create, PUT: update, DELETE: remove });
  addPath(app, "/v2/code_sources/:name", "code_sources", { GET: get, POST: create, PUT: update, DELETE: remove });
}

/** @param argument what Mistral calls the name in the query */
function writeOf(request: FastifyRequest, argument: "name" | "identifier") {
  const query = textQuery(request);
  const name = pathPart(request, "name") ?? query.get(argument);
  if (name === undefined || name === "") throw badRequest(`Missing argument: "${argument}"`);
  const namespace = query.get("namespace") ?? "";
  return { name, namespace, scope: scopeIn(request, "code_sources:publicize"), content: readText(request) };
}
