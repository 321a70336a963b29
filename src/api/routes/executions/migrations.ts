import type { FastifyInstance, FastifyRequest } from "fastify";
import { z } from "zod";
import { getSuccessor, getWorkflow } from "../../../library/index.ts";
import type { Caller, ExecutionRecord, RevisionRecord } from "../../../core/model/index.ts";
import type { Filter } from "../../../store/index.ts";
import { badRequest, notFound } from "../../http/fault.ts";
import { queryOf } from "../../http/query.ts";
import { addPath, type Call } from "../../http/route.ts";
import { checkUuid, readArguments } from "../../input/arguments.ts";
import { readBody, type Attributes } from "../../input/body.ts";
import { executionCollection } from "../../listing/executions.ts";
import { conditionsOf, writtenFilter } from "../../listing/filters.ts";
import { listQuery } from "../../listing/list-query.ts";
import { ownById, ownOf, type Service } from "../../service.ts";
import {
  countsOf,
  migratedManyShape,
  migratedShape,
  migrationResource,
  migrationShape,
  outcomeResource,
  targetResource,
} from "../../shapes/lineage/migration.ts";
import { requiredPart } from "../params.ts";

const attributes = {
  to_revision: "positive",
  to_workflow: "text",
  to_namespace: "text",
  allow_skipped: "boolean",
  while_running: "boolean",
  dry_run: "boolean",
} as const;

const manyAttributes = { ...attributes, limit: "positive", marker: "text", verdicts: "boolean" } as const;

const body = z.object({
  to_revision: z.int().min(1).optional().describe("the newest when left out"),
  to_workflow: z.string().optional().describe("id or name of a workflow above or below; its own when left out"),
  to_namespace: z.string().optional().describe("where the name is looked up"),
  allow_skipped: z.boolean().optional().describe("whether insertions that lie behind may be passed"),
  while_running: z.boolean().optional().describe("whether one that runs may be moved, too"),
  dry_run: z.boolean().optional().describe("only tells the verdict"),
});

/** Executions of one call; the client asks again with the marker that it got. */
const mostAtOnce = 1000;
const usualAtOnce = 200;

/** Moves of executions to other specifications (design of inheritance, section 12). */
export function addMigrations(app: FastifyInstance, service: Service): void {
  const { store, runtime } = service;
  const migrate: Call = {
    family: "json",
    rule: "executions:update",
    status: 200,
    summary: "Move an execution to another revision of its workflow, or to a relative of it",
    body,
    answer: migratedShape,
    handle: async (request) => {
      readArguments(queryOf(request), {});
      const given = readBody(request, "migration", attributes);
      const execution = await getExecution(request, service);
      const to = await successor(service, request.caller, execution.workflowId, given);
      const verdict = await runtime.migrate(execution.id, requestOf(request.caller, execution.workflowId, to, given));
      return {
        execution_id: execution.id,
        dry_run: given.dry_run ?? false,
        from: { workflow_id: execution.workflowId, revision: execution.workflowRevision },
        to: targetResource(to),
        verdict,
      };
    },
  };
  const list: Call = {
    family: "json",
    rule: "executions:get",
    status: 200,
    summary: "List the moves of an execution, newest first",
    answer: z.object({ migrations: z.array(migrationShape) }),
    handle: async (request) => {
      readArguments(queryOf(request), {});
      const { id } = await getExecution(request, service);
      const records = await store.migrations.list({
        visibility: ownById(request.caller),
        filters: [{ field: "executionId", op: "eq", value: id }],
        sort: [{ field: "createdAt", direction: "desc" }],
      });
      return { migrations: records.map(migrationResource) };
    },
  };
  const many: Call = {
    family: "json",
    rule: "executions:update",
    status: 200,
    summary: "Move the executions of a workflow that have not ended, some at a time",
    query: listQuery(executionCollection.filters, { namespace: "text" }).omit({
      limit: true,
      marker: true,
      sort_keys: true,
      sort_dirs: true,
      fields: true,
    }),
    body: body.extend({
      limit: z
        .int()
        .min(1)
        .max(mostAtOnce)
        .optional()
        .describe(`executions of this call, ${usualAtOnce} when left out`),
      marker: z.string().optional().describe("what the call before gave as next"),
      verdicts: z.boolean().optional().describe("tells the verdict of each, and not of those refused alone"),
    }),
    answer: migratedManyShape,
    handle: (request) => migrateMany(service, request),
  };
  addPath(app, "/v2/executions/:id/migrate", "executions", { POST: migrate });
  addPath(app, "/v2/executions/:id/migrations", "executions", { GET: list });
  addPath(app, "/v2/workflows/:name/migrate_executions", "workflows", { POST: many });
}

type Given = Attributes<typeof attributes>;

function successor({ library }: Service, caller: Caller, workflowId: string, given: Given): Promise<RevisionRecord> {
  const ref = {
    identifier: given.to_workflow ?? workflowId,
    namespace: given.to_namespace ?? "",
    revision: given.to_revision ?? undefined,
  };
  return getSuccessor(library, caller, workflowId, ref);
}

function requestOf(caller: Caller, fromWorkflowId: string, to: RevisionRecord, given: Given) {
  return {
    caller,
    fromWorkflowId,
    to,
    allowsSkipped: given.allow_skipped ?? false,
    whileRunning: given.while_running ?? false,
    isDryRun: given.dry_run ?? false,
  };
}

async function migrateMany(service: Service, request: FastifyRequest) {
  const { store, library, runtime } = service;
  const { caller } = request;
  const given = readBody(request, "migration", manyAttributes);
  const limit = given.limit ?? usualAtOnce;
  if (limit > mostAtOnce) throw badRequest(`limit takes at most ${mostAtOnce}`);
  const { namespace, filters } = filtersIn(request, service);
  const workflow = await getWorkflow(library, caller, requiredPart(request, "name", "identifier"), namespace);
  const to = await successor(service, caller, workflow.id, given);
  const query = {
    visibility: ownOf(caller),
    filters: [...filters, ...unmovedOf(workflow.id, to, given.marker ?? undefined)],
  };
  const total = await store.executions.count(query);
  const rows = await store.executions.list({
    ...query,
    sort: [{ field: "id", direction: "asc" }],
    limit,
    fields: ["id"],
  });
  const ids = rows.map(({ id }) => id);
  const outcomes = await runtime.migrateEach(ids, requestOf(caller, workflow.id, to, given));
  return {
    dry_run: given.dry_run ?? false,
    to: targetResource(to),
    total,
    counts: countsOf(outcomes),
    executions: outcomes.map((outcome) => outcomeResource(outcome, given.verdicts ?? false)),
    next: ids.length < total ? (ids.at(-1) ?? null) : null,
  };
}

/** Executions that have not ended and are not there yet, in order of their ids. */
function unmovedOf(
  workflowId: string,
  to: RevisionRecord,
  marker: string | undefined,
): Filter<keyof ExecutionRecord>[] {
  return [
    { field: "workflowId", op: "eq", value: workflowId },
    { field: "state", op: "in", value: ["IDLE", "RUNNING", "PAUSED"] },
    ...(to.workflowId === workflowId ? [{ field: "workflowRevision", op: "neq", value: to.revision } as const] : []),
    ...(marker === undefined ? [] : [{ field: "id", op: "gt", value: marker } as const]),
  ];
}

function filtersIn(request: FastifyRequest, { now }: Service) {
  const known = Object.entries(executionCollection.filters);
  const kinds = { ...Object.fromEntries(known.map(([name, { kind }]) => [name, kind])), namespace: "text" } as const;
  const given = readArguments(queryOf(request), kinds);
  const filters = known.flatMap(([name, spec]) => {
    const value = Object.hasOwn(given, name) ? given[name as keyof typeof given] : undefined;
    return value === undefined ? [] : conditionsOf(name, spec, writtenFilter(value), now());
  });
  return { namespace: given.namespace ?? "", filters };
}

/** @throws Fault 404 */
async function getExecution(request: FastifyRequest, { store }: Service): Promise<ExecutionRecord> {
  const id = requiredPart(request, "id", "id");
  checkUuid(id, "id");
  const found = await store.executions.get(id, ownById(request.caller));
  if (found === undefined) throw notFound(`WorkflowExecution not found [id=${id}]`);
  return found;
}
