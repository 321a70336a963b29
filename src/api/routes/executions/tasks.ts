import type { FastifyInstance, FastifyRequest } from "fastify";
import { z } from "zod";
import type { Json } from "../../../core/base/index.ts";
import { isFinal, type TaskRecord } from "../../../core/model/index.ts";
import { badRequest, notFound } from "../../http/fault.ts";
import { queryOf } from "../../http/query.ts";
import { addPath, type Call } from "../../http/route.ts";
import { checkUuid, readArguments } from "../../input/arguments.ts";
import { readBody } from "../../input/body.ts";
import { taskActionCollection } from "../../listing/action-executions.ts";
import { taskExecutionCollection } from "../../listing/executions.ts";
import { listResources } from "../../listing/list.ts";
import { listQuery } from "../../listing/list-query.ts";
import { taskCollection } from "../../listing/tasks.ts";
import { ownById, ownOf, type Service } from "../../service.ts";
import { actionExecutionKeys, actionExecutionShape } from "../../shapes/action-execution.ts";
import { executionKeys, executionMembers, executionShape } from "../../shapes/execution.ts";
import { show } from "../../shapes/members.ts";
import { taskResource, taskShape } from "../../shapes/task.ts";
import { executionsUnder } from "../../tree/sub-executions.ts";
import { taskResult } from "../../tree/task-result.ts";
import { readTree } from "../../tree/tree.ts";
import { getActionExecution } from "./action-executions.ts";
import { requiredPart } from "../params.ts";
import { rerunTask, taskAttributes, taskBody } from "./rerun-task.ts";

/** `/v2/tasks` (REST reference, section 4). */
export function addTasks(app: FastifyInstance, service: Service): void {
  const { store, now } = service;
  const list: Call = {
    family: "json",
    rule: "tasks:list",
    status: 200,
    summary: "List tasks, without their results",
    query: listQuery(taskCollection.filters),
    answer: z.object({ tasks: z.array(taskShape.partial()), next: z.string().optional() }),
    handle: (request) =>
      listResources(request, taskCollection, store.tasks, {}, () => ({
        visibility: ownOf(request.caller),
        now: now(),
      })),
  };
  const get: Call = {
    family: "json",
    rule: "tasks:get",
    status: 200,
    summary: "Show a task with its result",
    answer: taskShape,
    handle: async (request) => {
      readArguments(queryOf(request), {});
      const task = await getTask(request, service);
      return taskResource(task, await taskResult(store, task), true);
    },
  };
  const update: Call = {
    family: "json",
    rule: "tasks:update",
    status: 200,
    summary: "Run a failed task again, or skip it",
    body: taskBody,
    answer: taskShape,
    handle: async (request) => {
      readArguments(queryOf(request), {});
      const given = readBody(request, "task", taskAttributes);
      if (given.reset === undefined && given.state !== "SKIPPED") {
        throw badRequest("Invalid input for field/attribute reset. Value: 'None'. Mandatory field missing.");
      }
      await rerunTask(service.runtime, await getTask(request, service), given);
      const task = await getTask(request, service);
      if (given.state === "RUNNING" && isFinal(task.state)) return taskResource(asRunning(task), [], false);
      return taskResource(task, await taskResult(store, task), false);
    },
  };
  addPath(app, "/v2/tasks", "tasks", { GET: list, PUT: update });
  addPath(app, "/v2/tasks/:id", "tasks", { GET: get, PUT: update });
  addChildren(app, service);
}

function addChildren(app: FastifyInstance, service: Service): void {
  const { store, now } = service;
  const actions: Call = {
    family: "json",
    rule: "action_executions:list",
    status: 200,
    summary: "List the action executions of a task",
    query: listQuery(taskActionCollection.filters, { include_output: "boolean" }),
    answer: z.object({ action_executions: z.array(actionExecutionShape.partial()), next: z.string().optional() }),
    handle: async (request) => {
      const id = taskIdInPath(request);
      return listResources(request, taskActionCollection, store.actions, { include_output: "boolean" }, (own) => ({
        visibility: ownById(request.caller),
        conditions: [{ field: "taskId", op: "eq", value: id }],
        fromPath: [["task_execution_id", { op: "eq", value: id }]],
        shown: own.include_output === true ? actionExecutionKeys() : actionExecutionKeys("output"),
        now: now(),
      }));
    },
  };
  const action: Call = {
    family: "json",
    rule: "action_executions:get",
    status: 200,
    summary: "Show an action execution",
    answer: actionExecutionShape,
    handle: async (request) => {
      readArguments(queryOf(request), {});
      return getActionExecution(service, request, requiredPart(request, "action", "action_ex_id"));
    },
  };
  const workflows: Call = {
    family: "json",
    rule: "executions:list",
    status: 200,
    summary: "List the sub-workflow executions of a task",
    query: listQuery(taskExecutionCollection.filters),
    answer: z.object({ executions: z.array(executionShape.partial()), next: z.string().optional() }),
    handle: async (request) => {
      const id = taskIdInPath(request);
      return listResources(request, taskExecutionCollection, store.executions, {}, () => ({
        visibility: ownById(request.caller),
        conditions: [{ field: "parentTaskId", op: "eq", value: id }],
        fromPath: [["task_execution_id", { op: "eq", value: id }]],
        shown: executionKeys("params", "input", "output", "published_global"),
        now: now(),
      }));
    },
  };
  const subExecutions: Call = {
    family: "json",
    rule: "executions:get",
    status: 200,
    summary: "List the sub-executions of a task, of all depths",
    query: z.object({ errors_only: z.boolean(), max_depth: z.int(), include_output: z.boolean() }).partial(),
    answer: z.object({ executions: z.array(executionShape.partial()) }),
    handle: async (request) => {
      checkUuid(requiredPart(request, "id", "id"), "id");
      const kinds = { errors_only: "boolean", max_depth: "integer", include_output: "boolean" } as const;
      const given = readArguments(queryOf(request), kinds);
      const task = await getTask(request, service);
      const tree = await readTree(store, ownById(request.caller), task.rootId, false);
      const limits = { maxDepth: given.max_depth ?? -1, errorsOnly: given.errors_only ?? false };
      const keys = executionKeys("published_global", ...(given.include_output === true ? [] : ["output"]));
      const shown = executionsUnder(tree, task, limits).map((one): Json => show(executionMembers, one, keys));
      return { executions: shown };
    },
  };
  addPath(app, "/v2/tasks/:id/action_executions", "tasks", { GET: actions });
  addPath(app, "/v2/tasks/:id/action_executions/:action", "tasks", { GET: action });
  addPath(app, "/v2/tasks/:id/workflow_executions", "tasks", { GET: workflows });
  addPath(app, "/v2/tasks/:id/executions", "tasks", { GET: subExecutions });
}

/**
 * A task that was run again and is done already: a client sees it as it was started, as it sees an execution (Mistral, whose
 * actions take their time, always shows it RUNNING).
 */
function asRunning(task: TaskRecord): TaskRecord {
  const { triggered_by: _triggers, retry_task_policy: _retry, ...runtimeContext } = task.runtimeContext;
  return { ...task, state: "RUNNING", stateInfo: null, processed: false, finishedAt: null, runtimeContext };
}

function taskIdInPath(request: FastifyRequest): string {
  const id = requiredPart(request, "id", "task_execution_id");
  checkUuid(id, "task_execution_id");
  return id;
}

/** @throws Fault 404 */
async function getTask(request: FastifyRequest, { store }: Service): Promise<TaskRecord> {
  const id = requiredPart(request, "id", "id");
  const found = await store.tasks.get(id, ownById(request.caller));
  if (found === undefined) throw notFound(`Task execution not found [id=${id}]`);
  return found;
}
