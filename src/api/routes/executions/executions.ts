import type { FastifyInstance, FastifyRequest } from "fastify";
import { z } from "zod";
import type { ExecutionRecord } from "../../../core/model/index.ts";
import { isFinal } from "../../../core/model/index.ts";
import { Fault, notFound } from "../../http/fault.ts";
import { traceIn } from "../../http/trace-in.ts";
import { queryOf } from "../../http/query.ts";
import { addPath, type Call } from "../../http/route.ts";
import { checkUuid, readArguments } from "../../input/arguments.ts";
import { filled, readBody } from "../../input/body.ts";
import { executionCollection, nullConditions } from "../../listing/executions.ts";
import { listResources } from "../../listing/list.ts";
import { listQuery } from "../../listing/list-query.ts";
import { executionTaskCollection } from "../../listing/tasks.ts";
import { enforce } from "../../policy/enforce.ts";
import { ownById, ownOf, type Service } from "../../service.ts";
import { executionKeys, executionMembers, executionShape, wholeExecutionMembers } from "../../shapes/execution.ts";
import { show } from "../../shapes/members.ts";
import { reportShape } from "../../shapes/report.ts";
import { taskShape } from "../../shapes/task.ts";
import { estimateTime, reportOf } from "../../tree/report.ts";
import { executionsFrom } from "../../tree/sub-executions.ts";
import { readTree } from "../../tree/tree.ts";
import { changeExecution } from "./change-execution.ts";
import { executionAttributes, executionBody } from "./execution-body.ts";
import { requiredPart } from "../params.ts";

const ownArguments = { include_output: "boolean", all_projects: "boolean", nulls: "list" } as const;
const several = z.object({ executions: z.array(executionShape.partial()), next: z.string().optional() });
const treeQuery = { errors_only: "boolean", max_depth: "integer", include_output: "boolean" } as const;
const reportQuery = { errors_only: "boolean", max_depth: "integer", statistics_only: "boolean" } as const;

/** `/v2/executions` (REST reference, section 4). */
export function addExecutions(app: FastifyInstance, service: Service): void {
  const { store, runtime, now } = service;
  const list: Call = {
    family: "json",
    rule: "executions:list",
    status: 200,
    summary: "List executions",
    query: listQuery(executionCollection.filters, ownArguments),
    answer: several,
    handle: (request) => listExecutions(request, service),
  };
  const get: Call = {
    family: "json",
    rule: "executions:get",
    status: 200,
    summary: "Show an execution",
    answer: executionShape,
    handle: async (request) => {
      readArguments(queryOf(request), {});
      return show(wholeExecutionMembers, await getExecution(request, service));
    },
  };
  const create: Call = {
    family: "json",
    rule: "executions:create",
    status: 201,
    summary: "Start a workflow",
    body: executionBody,
    answer: executionShape.omit({ published_global: true }),
    handle: async (request) => {
      readArguments(queryOf(request), {});
      const given = readBody(request, "wf_ex", executionAttributes);
      const execution = await runtime.start({
        caller: request.caller,
        workflowIdentifier: filled(given.workflow_id) ?? filled(given.workflow_name),
        namespace: given.workflow_namespace ?? "",
        input: given.input ?? {},
        params: given.params ?? {},
        description: given.description ?? "",
        ...traceIn(request.headers),
        ...(given.id ? { id: given.id } : {}),
        ...(given.source_execution_id ? { sourceExecutionId: given.source_execution_id } : {}),
      });
      return show(executionMembers, execution, executionKeys("published_global"));
    },
  };
  const update: Call = {
    family: "json",
    rule: "executions:update",
    status: 200,
    summary: "Pause, resume or stop an execution, or change its description or environment",
    body: executionBody,
    answer: executionShape,
    handle: async (request) => {
      readArguments(queryOf(request), {});
      const given = readBody(request, "wf_ex", executionAttributes);
      const execution = await getExecution(request, service);
      const { without, isGoing } = await changeExecution(runtime, execution, given);
      const changed = await getExecution(request, service);
      return show(executionMembers, isGoing ? asRunning(changed) : changed, executionKeys(...without));
    },
  };
  const remove: Call = {
    family: "json",
    rule: "executions:delete",
    status: 204,
    summary: "Delete an execution and everything under it",
    query: z.object({ force: z.boolean().optional() }),
    handle: async (request) => {
      const { force = false } = readArguments(queryOf(request), { force: "boolean" });
      const { id, state } = await getExecution(request, service);
      if (!force && !isFinal(state)) {
        const hint = "Only completed executions can be deleted. Use --force to override this. ";
        throw new Fault(403, `${hint}Execution ${id} is in ${state} state`);
      }
      await runtime.deleteExecution(id);
      return undefined;
    },
  };
  const tasks: Call = {
    family: "json",
    rule: "tasks:list",
    status: 200,
    summary: "List the tasks of an execution",
    query: listQuery(executionTaskCollection.filters),
    answer: z.object({ tasks: z.array(taskShape.partial()), next: z.string().optional() }),
    handle: async (request) => {
      const id = requiredPart(request, "id", "workflow_execution_id");
      checkUuid(id, "workflow_execution_id");
      return listResources(request, executionTaskCollection, store.tasks, {}, () => ({
        visibility: ownById(request.caller),
        conditions: [{ field: "executionId", op: "eq", value: id }],
        fromPath: [["workflow_execution_id", { op: "eq", value: id }]],
        now: now(),
      }));
    },
  };
  const subExecutions: Call = {
    family: "json",
    rule: "executions:get",
    status: 200,
    summary: "List an execution and its sub-executions, depth first",
    query: z.object({ errors_only: z.boolean(), max_depth: z.int(), include_output: z.boolean() }).partial(),
    answer: several,
    handle: async (request) => {
      checkUuid(requiredPart(request, "id", "id"), "id");
      const given = readArguments(queryOf(request), treeQuery);
      const top = await getExecution(request, service);
      const tree = await readTree(store, ownById(request.caller), top.rootId, false);
      const limits = { maxDepth: given.max_depth ?? -1, errorsOnly: given.errors_only ?? false };
      const keys = given.include_output ? executionKeys("published_global") : listedKeys;
      return { executions: executionsFrom(tree, top, limits).map((one) => show(executionMembers, one, keys)) };
    },
  };
  const report: Call = {
    family: "json",
    rule: "executions:get",
    status: 200,
    summary: "Report on an execution: its tasks, actions and sub-workflows, and how many are in which state",
    query: z.object({ errors_only: z.boolean(), max_depth: z.int(), statistics_only: z.boolean() }).partial(),
    answer: reportShape,
    handle: async (request) => {
      checkUuid(requiredPart(request, "id", "workflow_execution_id"), "workflow_execution_id");
      const given = readArguments(queryOf(request), reportQuery);
      const top = await getExecution(request, service);
      const visibility = ownById(request.caller);
      const isTreeShown = given.statistics_only !== true;
      const tree = await readTree(store, visibility, top.rootId, isTreeShown);
      const limits = { maxDepth: given.max_depth ?? -1, errorsOnly: given.errors_only ?? false };
      return reportOf(tree, top, limits, isTreeShown, await estimateTime(store, visibility, top, now()));
    },
  };
  addPath(app, "/v2/executions", "executions", { GET: list, POST: create, PUT: update, DELETE: remove });
  addPath(app, "/v2/executions/:id", "executions", { GET: get, PUT: update, DELETE: remove });
  addPath(app, "/v2/executions/:id/tasks", "executions", { GET: tasks });
  addPath(app, "/v2/executions/:id/tasks/:task", "executions", {});
  addPath(app, "/v2/executions/:id/executions", "executions", { GET: subExecutions });
  addPath(app, "/v2/executions/:id/report", "executions", { GET: report });
}

/**
 * An execution that a resume set going and that is done already: a client sees it as it went on (Mistral, whose actions take
 * their time, always shows it RUNNING).
 */
function asRunning(execution: ExecutionRecord): ExecutionRecord {
  return { ...execution, state: "RUNNING", stateInfo: null, output: null };
}

const listedKeys = executionKeys("output", "published_global");

function listExecutions(request: FastifyRequest, { store, now }: Service) {
  return listResources(request, executionCollection, store.executions, ownArguments, (given) => {
    const conditions = nullConditions(given.nulls ?? []);
    const isOfOthers = given.all_projects === true || /[?&]project_id=/.test(request.url);
    if (isOfOthers) enforce(request, "executions:list:all_projects");
    return {
      visibility: isOfOthers ? "all" : ownOf(request.caller),
      shown: given.include_output === true ? executionKeys("published_global") : listedKeys,
      conditions,
      nulls: given.nulls ?? [],
      now: now(),
    };
  });
}

/** @throws Fault 404 */
async function getExecution(request: FastifyRequest, { store }: Service): Promise<ExecutionRecord> {
  const id = requiredPart(request, "id", "id");
  const found = await store.executions.get(id, ownById(request.caller));
  if (found === undefined) throw notFound(`WorkflowExecution not found [id=${id}]`);
  return found;
}
