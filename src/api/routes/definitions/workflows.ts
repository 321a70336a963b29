import type { FastifyInstance } from "fastify";
import { z } from "zod";
import type { WorkflowRecord } from "../../../core/model/index.ts";
import {
  createWorkflows,
  deleteWorkflow,
  getWorkflow,
  isAdmin,
  updateWorkflows,
  validateWorkflows,
  visibleTo,
} from "../../../library/index.ts";
import { queryOf } from "../../http/query.ts";
import { addPath, type Call } from "../../http/route.ts";
import { readArguments } from "../../input/arguments.ts";
import { moment, tags, text, unusable, uuid, type Collection } from "../../listing/collection.ts";
import { listResources } from "../../listing/list.ts";
import { listQuery } from "../../listing/list-query.ts";
import { enforce } from "../../policy/enforce.ts";
import type { Service } from "../../service.ts";
import {
  listedWorkflowMembers,
  workflowMembers,
  workflowResource,
  workflowShape,
  writtenWorkflow,
} from "../../shapes/workflow.ts";
import { namedInPath, pathPart, requiredPart } from "../params.ts";
import { asOk, definitionText, familyQuery, textQuery, textWrite, validateCall, warningsMember } from "./texts.ts";

const collection: Collection<WorkflowRecord> = {
  name: "workflows",
  members: listedWorkflowMembers,
  keys: Object.keys(workflowMembers),
  moreKeys: Object.keys(listedWorkflowMembers),
  filters: {
    created_at: moment("createdAt"),
    name: text("name"),
    scope: text("scope"),
    tags: tags("tags", "text"),
    updated_at: moment("updatedAt"),
    input: unusable("text"),
    definition: text("definition"),
    project_id: uuid("projectId"),
    namespace: text("namespace"),
  },
  missing: (marker) => `Workflow not found [workflow_id=${marker}]`,
};

const ownArguments = { all_projects: "boolean", abstract: "boolean", extends: "text" } as const;

const writtenShape = workflowShape.pick({
  id: true,
  name: true,
  namespace: true,
  input: true,
  definition: true,
  tags: true,
  scope: true,
  project_id: true,
  created_at: true,
});

/** `/v2/workflows` (REST reference, section 4). */
export function addWorkflows(app: FastifyInstance, { library, store, now }: Service): void {
  const list: Call = {
    family: "json",
    rule: "workflows:list",
    status: 200,
    summary: "List workflows",
    query: listQuery(collection.filters, ownArguments),
    answer: z.object({ workflows: z.array(workflowShape.partial()), next: z.string().optional() }),
    handle: async (request) => {
      const parent = textQuery(request).get("extends");
      const children = parent === undefined ? [] : await store.workflows.listChildren([parent]);
      return listResources(request, collection, store.workflows, ownArguments, (own) => {
        if (own.all_projects === true) enforce(request, "workflows:list:all_projects");
        const seesAll = own.all_projects === true || (isAdmin(request.caller) && request.url.includes("project_id="));
        return {
          visibility: seesAll ? "all" : visibleTo(request.caller),
          conditions: [
            ...(own.abstract === undefined ? [] : [{ field: "isAbstract", op: "eq", value: own.abstract } as const]),
            ...(parent === undefined
              ? []
              : [{ field: "id", op: "in", value: children.map(({ childId }) => childId) } as const]),
          ],
          kept: [
            ...(parent === undefined ? [] : [["extends", parent] as const]),
            ...(own.abstract === undefined ? [] : [["abstract", String(own.abstract)] as const]),
          ],
          shown: Object.keys(workflowMembers),
          now: now(),
        };
      });
    },
  };
  const get: Call = {
    family: "json",
    rule: "workflows:get",
    status: 200,
    summary: "Show a workflow, by name or id",
    query: z.object({ namespace: z.string().optional() }),
    answer: workflowShape,
    handle: async (request) => {
      const { name, namespace } = namedInPath(request, "identifier");
      const row = await getWorkflow(library, request.caller, name, namespace);
      const revision = await store.workflows.getRevision(row.id, row.revision);
      return workflowResource(row, revision?.conformance ?? null);
    },
  };
  const remove: Call = {
    family: "json",
    rule: "workflows:delete",
    status: 204,
    summary: "Delete a workflow, by name or id",
    query: z.object({
      namespace: z.string().optional(),
      force: z.boolean().optional().describe("deletes a parent, too"),
      dry_run: z.boolean().optional().describe("deletes nothing and answers what a deletion would do"),
    }),
    handle: async (request, reply) => {
      const kinds = { namespace: "text", force: "boolean", dry_run: "boolean" } as const;
      const given = readArguments(queryOf(request), kinds);
      const report = await deleteWorkflow(library, request.caller, {
        identifier: requiredPart(request, "name", "identifier"),
        namespace: given.namespace ?? "",
        isForced: given.force ?? false,
        isDryRun: given.dry_run ?? false,
      });
      return report === undefined ? undefined : asOk(reply, report);
    },
  };
  // A part of the path after POST is the namespace, as in Mistral.
  const create: Call = {
    family: "text",
    rule: "workflows:create",
    status: 201,
    summary: "Create the workflows of a text, all or none",
    query: familyQuery,
    body: definitionText,
    answer: z.object({ workflows: z.array(writtenShape) }),
    handle: async (request, reply) => {
      const write = textWrite(request, pathPart(request, "name"), "workflows:publicize");
      const written = await createWorkflows(library, request.caller, write);
      if ("report" in written) return asOk(reply, written.report);
      const { rows, warnings } = written;
      return { workflows: rows.map((row) => writtenWorkflow(row, true)), ...warningsMember(warnings) };
    },
  };
  const update: Call = {
    family: "text",
    rule: "workflows:update",
    status: 200,
    summary: "Change the workflows of a text, all or none; with a name or id in the path, that one",
    query: familyQuery,
    body: definitionText,
    answer: z.union([z.object({ workflows: z.array(writtenShape) }), writtenShape]),
    handle: async (request) => {
      const identifier = pathPart(request, "name");
      const write = { ...textWrite(request, pathPart(request, "namespace"), "workflows:publicize"), identifier };
      const written = await updateWorkflows(library, request.caller, write);
      if ("report" in written) return written.report;
      const shown = written.rows.map((row) => writtenWorkflow(row, false));
      return { ...(identifier === undefined ? { workflows: shown } : shown[0]), ...warningsMember(written.warnings) };
    },
  };
  addPath(app, "/v2/workflows", "workflows", { GET: list, POST: create, PUT: update, DELETE: remove });
  addPath(app, "/v2/workflows/validate", "workflows", {
    POST: validateCall("Check workflows", (request, check) => validateWorkflows(library, request.caller, check)),
  });
  addPath(app, "/v2/workflows/:name", "workflows", { GET: get, POST: create, PUT: update, DELETE: remove });
  addPath(app, "/v2/workflows/:name/:namespace", "workflows", { PUT: update });
}
