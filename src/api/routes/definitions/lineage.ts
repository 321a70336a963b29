import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { z } from "zod";
import { isMap } from "../../../core/base/index.ts";
import type { JsonMap } from "../../../core/base/index.ts";
import {
  compareWorkflows,
  conformanceVerdict,
  getRevision,
  listAncestors,
  listDescendants,
  listRevisions,
  rebaseWorkflow,
  viewFlattened,
  type Relative,
} from "../../../library/index.ts";
import { Accepted } from "../../http/accept.ts";
import { badRequest } from "../../http/fault.ts";
import { queryOf } from "../../http/query.ts";
import { addPath, type Call } from "../../http/route.ts";
import { readArguments } from "../../input/arguments.ts";
import { readBody } from "../../input/body.ts";
import type { Service } from "../../service.ts";
import {
  diffShape,
  relativeShape,
  revisionShape,
  revisionSummaryShape,
  verdictShape,
} from "../../shapes/lineage/lineage.ts";
import { revisionResource, revisionSummary } from "../../shapes/lineage/revision.ts";
import { workflowResource, workflowShape } from "../../shapes/workflow.ts";
import { requiredPart } from "../params.ts";

const namespaceQuery = z.object({ namespace: z.string().optional() });

/** What inheritance adds under `/v2/workflows/NAME` (design, section 13). */
export function addLineage(app: FastifyInstance, service: Service): void {
  addViews(app, service);
  addRelatives(app, service);
  addRebase(app, service);
}

function addViews(app: FastifyInstance, { library }: Service): void {
  const flattened: Call = {
    family: "view",
    rule: "workflows:get",
    status: 200,
    summary: "Show a workflow in its complete form, as JSON or, where text/yaml is accepted, as YAML",
    query: namespaceQuery.extend({ revision: z.int().optional(), annotate: z.boolean().optional() }),
    answer: z.object({ definition: z.string(), spec: z.unknown(), provenance: z.unknown() }),
    handle: async (request, reply) => {
      const kinds = { namespace: "text", revision: "integer", annotate: "boolean" } as const;
      const { namespace = "", revision, annotate = false } = readArguments(queryOf(request), kinds);
      const ref = { identifier: nameIn(request), namespace, revision };
      const view = await viewFlattened(library, request.caller, ref, annotate);
      if (!wantsYaml(request)) return { ...view };
      return sendYaml(reply, view.definition);
    },
  };
  const revisions: Call = {
    family: "json",
    rule: "workflows:get",
    status: 200,
    summary: "List the revisions of a workflow, newest first",
    query: namespaceQuery,
    answer: z.object({ revisions: z.array(revisionSummaryShape) }),
    handle: async (request) => {
      const { namespace = "" } = readArguments(queryOf(request), { namespace: "text" });
      const ref = { identifier: nameIn(request), namespace };
      return { revisions: (await listRevisions(library, request.caller, ref)).map(revisionSummary) };
    },
  };
  const revision: Call = {
    family: "json",
    rule: "workflows:get",
    status: 200,
    summary: "Show a revision of a workflow",
    query: namespaceQuery,
    answer: revisionShape,
    handle: async (request) => {
      const { namespace = "" } = readArguments(queryOf(request), { namespace: "text" });
      const number = requiredPart(request, "revision", "revision");
      if (!/^\d{1,9}$/.test(number)) throw badRequest(`A revision is a number, not '${number}'`);
      const ref = { identifier: nameIn(request), namespace, revision: Number(number) };
      return revisionResource((await getRevision(library, request.caller, ref)).revision);
    },
  };
  const diff: Call = {
    family: "json",
    rule: "workflows:get",
    status: 200,
    summary: "Compare a workflow with its parent, or with another one",
    query: namespaceQuery.extend({
      against: z.string().optional().describe("parent (the default), or a name or id"),
      revision: z.int().optional(),
      against_revision: z.int().optional(),
    }),
    answer: diffShape,
    handle: async (request) => {
      const kinds = { namespace: "text", against: "text", revision: "integer", against_revision: "integer" } as const;
      const given = readArguments(queryOf(request), kinds);
      const found = await compareWorkflows(library, request.caller, comparisonOf(request, given));
      return { ...found };
    },
  };
  const conformance: Call = {
    family: "json",
    rule: "workflows:get",
    status: 200,
    summary: "Say how far a workflow conforms to its parent, or to another one",
    query: namespaceQuery.extend({ against: z.string().optional(), level: z.string().optional() }),
    answer: verdictShape,
    handle: async (request) => {
      const given = readArguments(queryOf(request), { namespace: "text", against: "text", level: "text" });
      return conformanceVerdict(library, request.caller, comparisonOf(request, given), given.level);
    },
  };
  addPath(app, "/v2/workflows/:name/flattened", "workflows", { GET: flattened });
  addPath(app, "/v2/workflows/:name/revisions", "workflows", { GET: revisions });
  addPath(app, "/v2/workflows/:name/revisions/:revision", "workflows", { GET: revision });
  addPath(app, "/v2/workflows/:name/diff", "workflows", { GET: diff });
  addPath(app, "/v2/workflows/:name/conformance", "workflows", { GET: conformance });
}

function addRelatives(app: FastifyInstance, { library }: Service): void {
  const ancestors: Call = {
    family: "json",
    rule: "workflows:get",
    status: 200,
    summary: "List the workflows that a workflow descends from, nearest first",
    query: namespaceQuery,
    answer: z.object({ ancestors: z.array(relativeShape) }),
    handle: async (request) => {
      const { namespace = "" } = readArguments(queryOf(request), { namespace: "text" });
      const found = await listAncestors(library, request.caller, nameIn(request), namespace);
      return { ancestors: found.map(relativeResource) };
    },
  };
  const descendants: Call = {
    family: "json",
    rule: "workflows:get",
    status: 200,
    summary: "List the workflows that descend from a workflow",
    query: namespaceQuery.extend({ recursive: z.boolean().optional() }),
    answer: z.object({
      descendants: z.array(relativeShape),
      other_projects: z.int().describe("how many descend from it in other projects"),
    }),
    handle: async (request) => {
      const kinds = { namespace: "text", recursive: "boolean" } as const;
      const { namespace = "", recursive = false } = readArguments(queryOf(request), kinds);
      const found = await listDescendants(library, request.caller, nameIn(request), namespace, recursive);
      return { descendants: found.descendants.map(relativeResource), other_projects: found.otherProjects };
    },
  };
  addPath(app, "/v2/workflows/:name/ancestors", "workflows", { GET: ancestors });
  addPath(app, "/v2/workflows/:name/descendants", "workflows", { GET: descendants });
}

function addRebase(app: FastifyInstance, { library, store }: Service): void {
  const rebase: Call = {
    family: "json",
    rule: "workflows:update",
    status: 200,
    summary: "Flatten a workflow anew upon other revisions of its parents",
    query: namespaceQuery,
    body: z.object({
      parents: z.record(z.string(), z.int().nullable()).describe("by the parent's id; null for the newest revision"),
      dry_run: z.boolean().optional(),
    }),
    answer: workflowShape,
    handle: async (request) => {
      const { namespace = "" } = readArguments(queryOf(request), { namespace: "text" });
      const given = readBody(request, "rebase", { parents: "json", dry_run: "boolean" });
      const written = await rebaseWorkflow(library, request.caller, {
        identifier: nameIn(request),
        namespace,
        parents: parentsOf(given.parents ?? {}),
        isDryRun: given.dry_run ?? false,
      });
      if ("report" in written) return written.report;
      const { id, revision } = written.row;
      return workflowResource(written.row, (await store.workflows.getRevision(id, revision))?.conformance ?? null);
    },
  };
  addPath(app, "/v2/workflows/:name/rebase", "workflows", { POST: rebase });
}

function parentsOf(given: JsonMap): ReadonlyMap<string, number | null> {
  const parents = isMap(given) ? Object.entries(given) : [];
  return new Map(
    parents.map(([id, revision]) => {
      const isNumber = typeof revision === "number" && Number.isInteger(revision) && revision >= 1;
      if (revision !== null && !isNumber) throw badRequest(`The revision of parent '${id}' must be a number or null`);
      return [id, revision];
    }),
  );
}

function nameIn(request: FastifyRequest): string {
  return requiredPart(request, "name", "identifier");
}

function comparisonOf(
  request: FastifyRequest,
  given: { namespace?: string; against?: string; revision?: number; against_revision?: number },
) {
  return {
    identifier: nameIn(request),
    namespace: given.namespace ?? "",
    revision: given.revision,
    against: given.against ?? "parent",
    againstRevision: given.against_revision,
  };
}

function relativeResource({ id, name, namespace, revision, depth, mode, state }: Relative): JsonMap {
  return { id, name, namespace, revision, depth, mode, state };
}

const yamlTypes = ["text/yaml", "application/yaml", "application/x-yaml"];

function wantsYaml(request: FastifyRequest): boolean {
  const best = new Accepted(request.headers.accept).best(["application/json", ...yamlTypes]);
  return best !== undefined && best !== "application/json";
}

function sendYaml(reply: FastifyReply, text: string): string {
  reply.type("text/yaml; charset=utf-8");
  return text;
}
