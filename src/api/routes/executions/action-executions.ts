import type { FastifyInstance, FastifyRequest } from "fastify";
import { z } from "zod";
import type { Json, JsonMap } from "../../../core/base/index.ts";
import { isFinal, type ActionRecord } from "../../../core/model/index.ts";
import { badRequest, Fault, notFound } from "../../http/fault.ts";
import { queryOf } from "../../http/query.ts";
import { addPath, type Call } from "../../http/route.ts";
import { readArguments } from "../../input/arguments.ts";
import { filled, readBody, type AttributeKinds, type Attributes } from "../../input/body.ts";
import { actionExecutionCollection } from "../../listing/action-executions.ts";
import { listResources } from "../../listing/list.ts";
import { listQuery } from "../../listing/list-query.ts";
import { ownById, ownOf, type Service } from "../../service.ts";
import {
  actionExecutionKeys,
  actionExecutionMembers,
  actionExecutionShape,
  newActionExecution,
  unsavedActionExecution,
} from "../../shapes/action-execution.ts";
import { show } from "../../shapes/members.ts";
import { requiredPart } from "../params.ts";
import { updateAction } from "./update-action.ts";

const attributes = {
  id: "text",
  workflow_name: "text",
  workflow_namespace: "text",
  task_name: "text",
  task_execution_id: "text",
  state: "text",
  state_info: "text",
  tags: "texts",
  name: "text",
  description: "text",
  project_id: "readonly",
  accepted: "boolean",
  input: "json",
  output: "json",
  created_at: "text",
  updated_at: "text",
  params: "json",
} as const satisfies AttributeKinds;

const object = z.union([z.record(z.string(), z.unknown()), z.string()]);

/** `/v2/action_executions` (REST reference, section 4). */
export function addActionExecutions(app: FastifyInstance, service: Service): void {
  const { store, now } = service;
  const list: Call = {
    family: "json",
    rule: "action_executions:list",
    status: 200,
    summary: "List action executions",
    query: listQuery(actionExecutionCollection.filters, { include_output: "boolean" }),
    answer: z.object({ action_executions: z.array(actionExecutionShape.partial()), next: z.string().optional() }),
    handle: (request) =>
      listResources(request, actionExecutionCollection, store.actions, { include_output: "boolean" }, (own) => ({
        visibility: ownOf(request.caller),
        shown: own.include_output === true ? actionExecutionKeys() : actionExecutionKeys("output"),
        now: now(),
      })),
  };
  const get: Call = {
    family: "json",
    rule: "action_executions:get",
    status: 200,
    summary: "Show an action execution",
    answer: actionExecutionShape,
    handle: async (request) => {
      readArguments(queryOf(request), {});
      return getActionExecution(service, request, requiredPart(request, "id", "id"));
    },
  };
  const create: Call = {
    family: "json",
    rule: "action_executions:create",
    status: 201,
    summary: "Run an action without a workflow",
    body: z.object({
      name: z.string(),
      input: object.optional(),
      description: z.string().optional(),
      workflow_namespace: z.string().optional(),
      params: object.optional().describe("save_result, run_sync, timeout (seconds), target"),
    }),
    answer: actionExecutionShape,
    handle: async (request) => {
      readArguments(queryOf(request), {});
      return runAction(service, request, readBody(request, "action_ex", attributes));
    },
  };
  const update: Call = {
    family: "json",
    rule: "action_executions:update",
    status: 200,
    summary: "Complete an asynchronous action, or pause it",
    body: z.object({
      state: z.enum(["SUCCESS", "ERROR", "CANCELLED", "PAUSED", "RUNNING"]),
      output: object.optional(),
    }),
    answer: actionExecutionShape,
    handle: async (request) => {
      readArguments(queryOf(request), {});
      const given = readBody(request, "action_ex", attributes);
      const id = requiredPart(request, "id", "id");
      await updateAction(service.runtime, id, given, () => findAction(service, request, id));
      const row = await findAction(service, request, id);
      return show(actionExecutionMembers, row, actionExecutionKeys("task_name"));
    },
  };
  const remove: Call = {
    family: "json",
    rule: "action_executions:delete",
    status: 204,
    summary: "Delete an action execution that belongs to no task",
    handle: async (request) => {
      readArguments(queryOf(request), {});
      if (!service.mayDeleteActionExecutions) throw new Fault(403, "Action execution deletion is not allowed.");
      const { id, taskId, state } = await findAction(service, request, requiredPart(request, "id", "id"));
      if (taskId !== null) throw new Fault(403, "Only ad-hoc action execution can be deleted.");
      if (!isFinal(state)) throw new Fault(403, "Only completed action execution can be deleted.");
      await store.deleteAction(id);
      return undefined;
    },
  };
  addPath(app, "/v2/action_executions", "action_executions", { GET: list, POST: create, PUT: update, DELETE: remove });
  addPath(app, "/v2/action_executions/:id", "action_executions", { GET: get, PUT: update, DELETE: remove });
}

/**
 * An action execution as GET shows it.
 *
 * @throws Fault 404
 */
export async function getActionExecution(
  service: Service,
  request: FastifyRequest,
  id: string,
): Promise<Record<string, Json>> {
  return show(actionExecutionMembers, await findAction(service, request, id));
}

async function findAction({ store }: Service, request: FastifyRequest, id: string): Promise<ActionRecord> {
  const found = await store.actions.get(id, ownById(request.caller));
  if (found === undefined) throw notFound(`ActionExecution not found [id=${id}]`);
  return found;
}

async function runAction(
  { runtime }: Service,
  request: FastifyRequest,
  given: Attributes<typeof attributes>,
): Promise<Record<string, Json>> {
  if (!given.name) throw badRequest("Please provide at least action name to run action.");
  const params: JsonMap = given.params ?? {};
  const saveResult = isSet(params, "save_result");
  const runSync = isSet(params, "run_sync");
  const { timeout, target } = params;
  const row = await runtime.runAction({
    caller: request.caller,
    name: given.name,
    namespace: given.workflow_namespace ?? "",
    input: given.input ?? {},
    description: given.description ?? "",
    runSync,
    saveResult,
    ...(typeof timeout === "number" && timeout > 0 ? { timeoutSeconds: timerSeconds(timeout) } : {}),
    ...(typeof target === "string" ? { target } : {}),
  });
  if (!isFinal(row.state)) return newActionExecution(row);
  if (!saveResult) return unsavedActionExecution(row);
  // Mistral shows the record that is about to be stored (REST reference, section 1).
  const description = filled(given.description) ?? null;
  return { ...newActionExecution(row), description, accepted: false, created_at: longTime(row.createdAt) };
}

/** The seconds of a timeout as a timer takes them: whole ones, and at most 24 days (2^31 - 1 ms): a longer one would end at once. */
function timerSeconds(timeout: number): number {
  return Math.min(Math.ceil(timeout), 2_147_483);
}

function isSet(params: JsonMap, name: string): boolean {
  const value = Object.hasOwn(params, name) ? params[name] : undefined;
  return value === true || value === 1 || (typeof value === "string" && /^(true|yes|on|t|y|1)$/i.test(value));
}

function longTime(at: number): string {
  return `${new Date(at).toISOString().slice(0, 19)}.000000`;
}
