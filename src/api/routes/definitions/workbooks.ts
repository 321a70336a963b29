import type { FastifyInstance } from "fastify";
import { z } from "zod";
import type { WorkbookRecord } from "../../../core/model/index.ts";
import {
  createWorkbook,
  deleteWorkbook,
  getWorkbook,
  updateWorkbook,
  validateWorkbook,
  visibleTo,
} from "../../../library/index.ts";
import { addPath, type Call } from "../../http/route.ts";
import { moment, tags, text, type Collection } from "../../listing/collection.ts";
import { listResources } from "../../listing/list.ts";
import { listQuery } from "../../listing/list-query.ts";
import type { Service } from "../../service.ts";
import { show } from "../../shapes/members.ts";
import { newWorkbook, workbookMembers, workbookShape } from "../../shapes/workbook.ts";
import { namedInPath, pathPart } from "../params.ts";
import { asOk, definitionText, familyQuery, textWrite, validateCall, warningsMember } from "./texts.ts";

const collection: Collection<WorkbookRecord> = {
  name: "workbooks",
  members: workbookMembers,
  keys: Object.keys(workbookMembers),
  filters: {
    created_at: moment("createdAt"),
    definition: text("definition"),
    name: text("name"),
    scope: text("scope"),
    tags: tags("tags", "text"),
    updated_at: moment("updatedAt"),
    namespace: text("namespace"),
  },
  missing: (marker) => `Workbook not found [name=${marker}, namespace=]`,
};

/** `/v2/workbooks` (REST reference, section 4). */
export function addWorkbooks(app: FastifyInstance, { library, store, now }: Service): void {
  const list: Call = {
    family: "json",
    rule: "workbooks:list",
    status: 200,
    summary: "List workbooks",
    query: listQuery(collection.filters),
    answer: z.object({ workbooks: z.array(workbookShape), next: z.string().optional() }),
    handle: (request) =>
      listResources(request, collection, store.workbooks, {}, () => ({
        visibility: visibleTo(request.caller),
        now: now(),
      })),
  };
  const get: Call = {
    family: "json",
    rule: "workbooks:get",
    status: 200,
    summary: "Show a workbook",
    query: z.object({ namespace: z.string().optional() }),
    answer: workbookShape,
    handle: async (request) => {
      const { name, namespace } = namedInPath(request, "name");
      const row = await getWorkbook(library, request.caller, name, namespace);
      return show(workbookMembers, row);
    },
  };
  const remove: Call = {
    family: "json",
    rule: "workbooks:delete",
    status: 204,
    summary: "Delete a workbook; its workflows and actions stay",
    query: z.object({ namespace: z.string().optional() }),
    handle: async (request) => {
      const { name, namespace } = namedInPath(request, "name");
      await deleteWorkbook(library, request.caller, name, namespace);
      return undefined;
    },
  };
  // A part of the path after PUT and POST is the namespace, as in Mistral.
  const create: Call = {
    family: "text",
    rule: "workbooks:create",
    status: 201,
    summary: "Create a workbook with its workflows and actions",
    query: familyQuery,
    body: definitionText,
    answer: workbookShape.omit({ updated_at: true }),
    handle: async (request, reply) => {
      const write = textWrite(request, pathPart(request, "name"), "workbooks:publicize");
      const written = await createWorkbook(library, request.caller, write);
      if ("report" in written) return asOk(reply, written.report);
      return { ...newWorkbook(written.workbook), ...warningsMember(written.warnings) };
    },
  };
  const update: Call = {
    family: "text",
    rule: "workbooks:update",
    status: 200,
    summary: "Change a workbook with its workflows and actions",
    query: familyQuery,
    body: definitionText,
    answer: workbookShape,
    handle: async (request) => {
      const write = textWrite(request, pathPart(request, "name"), "workbooks:publicize");
      const written = await updateWorkbook(library, request.caller, write);
      if ("report" in written) return written.report;
      return { ...show(workbookMembers, written.workbook), ...warningsMember(written.warnings) };
    },
  };
  addPath(app, "/v2/workbooks", "workbooks", { GET: list, POST: create, PUT: update, DELETE: remove });
  addPath(app, "/v2/workbooks/validate", "workbooks", {
    POST: validateCall("Check a workbook", (request, check) => validateWorkbook(library, request.caller, check)),
  });
  addPath(app, "/v2/workbooks/:name", "workbooks", { GET: get, POST: create, PUT: update, DELETE: remove });
  addPath(app, "/v2/workbooks/:name/:namespace", "workbooks", { GET: get, DELETE: remove });
}
