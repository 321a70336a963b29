import type { FastifyInstance } from "fastify";
import { z } from "zod";
import type { WorkflowRecord } from "../../core/model/index.ts";
import {
  createWorkflows,
  deleteWorkflow,
  forbidden,
  getWorkflow,
  isAdmin,
  updateWorkflows,
  validateWorkflows,
  visibleTo,
} from "../../library/index.ts";
import { addPath, type Call } from "../http/route.ts";
import { moment, tags, text, unusable, uuid, type Collection } from "../listing/collection.ts";
import { listResources } from "../listing/list.ts";
import type { Service } from "../service.ts";
import {
  listedWorkflowMembers,
  workflowMembers,
  workflowResource,
  workflowShape,
  writtenWorkflow,
} from "../shapes/workflow.ts";
import { namedInPath, pathPart } from "./params.ts";
import { definitionText, textWrite, validateCall, warningsMember, writeQuery } from "./texts.ts";

const collection: Collection<WorkflowRecord> = {
  name: "workflows",
  members: listedWorkflowMembers,
  keys: Object.keys(workflowMembers),
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

const written = workflowShape.pick({
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
    status: 200,
    summary: "List workflows",
    answer: z.object({ workflows: z.array(workflowShape.partial()), next: z.string().optional() }),
    handle: (request) =>
      listResources(request, collection, store.workflows, { all_projects: "boolean" }, (own) => {
        if (own.all_projects === true && !isAdmin(request.caller)) throw forbidden();
        const seesAll = own.all_projects === true || (isAdmin(request.caller) && request.url.includes("project_id="));
        return {
          visibility: seesAll ? "all" : visibleTo(request.caller),
          shown: Object.keys(workflowMembers),
          now: now(),
        };
      }),
  };
  const get: Call = {
    family: "json",
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
    status: 204,
    summary: "Delete a workflow, by name or id",
    query: z.object({ namespace: z.string().optional() }),
    handle: async (request) => {
      const { name, namespace } = namedInPath(request, "identifier");
      await deleteWorkflow(library, request.caller, name, namespace);
      return undefined;
    },
  };
  // A part of the path after POST is the namespace, as in Mistral.
  const create: Call = {
    family: "text",
    status: 201,
    summary: "Create the workflows of a text, all or none",
    query: writeQuery,
    body: definitionText,
    answer: z.object({ workflows: z.array(written) }),
    handle: async (request) => {
      const write = textWrite(request, pathPart(request, "name"));
      const { workflows, warnings } = await createWorkflows(library, request.caller, write);
      return { workflows: workflows.map((row) => writtenWorkflow(row, true)), ...warningsMember(warnings) };
    },
  };
  const update: Call = {
    family: "text",
    status: 200,
    summary: "Change the workflows of a text, all or none; with a name or id in the path, that one",
    query: writeQuery,
    body: definitionText,
    answer: z.union([z.object({ workflows: z.array(written) }), written]),
    handle: async (request) => {
      const identifier = pathPart(request, "name");
      const write = { ...textWrite(request, pathPart(request, "namespace")), identifier };
      const { workflows, warnings } = await updateWorkflows(library, request.caller, write);
      const shown = workflows.map((row) => writtenWorkflow(row, false));
      return { ...(identifier === undefined ? { workflows: shown } : shown[0]), ...warningsMember(warnings) };
    },
  };
  addPath(app, "/v2/workflows", "workflows", { GET: list, POST: create, PUT: update, DELETE: remove });
  addPath(app, "/v2/workflows/validate", "workflows", {
    POST: validateCall("Check workflows", (_request, definition) => validateWorkflows(definition)),
  });
  addPath(app, "/v2/workflows/:name", "workflows", { GET: get, POST: create, PUT: update, DELETE: remove });
  addPath(app, "/v2/workflows/:name/:namespace", "workflows", { PUT: update });
}
