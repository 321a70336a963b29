import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { z } from "zod";
import { isWorkerId } from "../../../runtime/index.ts";
import { badRequest } from "../../http/fault.ts";
import { addPath, type Call } from "../../http/route.ts";
import { readBody, type AttributeKinds, type Attributes } from "../../input/body.ts";
import { enforce } from "../../policy/enforce.ts";
import type { Service } from "../../service.ts";
import { timeText } from "../../shapes/time.ts";
import { workerShape, workerTaskResource, workerTaskShape } from "../../shapes/worker.ts";
import { checkUuid } from "../../input/arguments.ts";
import { requiredPart } from "../params.ts";

const mostActions = 100;
const longestWaitSeconds = 30;

/** `/v2/workers`: programs in any language that do actions. They fetch them, say that they live, and tell results. */
export function addWorkers(app: FastifyInstance, service: Service): void {
  const { workers, store } = service;
  const shared = { family: "json", rule: "workers:update" } as const;
  const list: Call = {
    family: "json",
    rule: "workers:list",
    status: 200,
    summary: "List the workers that are alive",
    answer: z.object({
      workers: z.array(z.object({ id: z.string(), started_at: z.string(), heartbeat_at: z.string() })),
    }),
    handle: async () => {
      const alive = (await store.nodes()).filter(({ id, isAlive }) => isAlive && isWorkerId(id));
      return {
        workers: alive.map((node) => ({
          id: node.id,
          started_at: timeText(node.startedAt),
          heartbeat_at: timeText(node.heartbeatAt),
        })),
      };
    },
  };
  const create: Call = {
    family: "json",
    rule: "workers:create",
    status: 201,
    summary: "Register a worker",
    answer: workerShape,
    handle: async () => {
      const { id, leaseMs } = await workers.register();
      return { id, lease_seconds: leaseMs / 1000 };
    },
  };
  const remove: Call = {
    ...shared,
    status: 204,
    summary: "Say that a worker goes: what it has not done is offered to others",
    handle: async (request) => {
      await workers.leave(workerOf(request));
      return undefined;
    },
  };
  addPath(app, "/v2/workers", "workers", { GET: list, POST: create });
  addPath(app, "/v2/workers/:id", "workers", { DELETE: remove });
  addPath(app, "/v2/workers/:id/poll", "workers", { POST: pollCall(service) });
  for (const [word, calls] of Object.entries(reports(service))) {
    addPath(app, `/v2/workers/:id/${word}`, "workers", { POST: calls });
  }
}

const pollKinds = {
  actions: "texts",
  limit: "positive",
  wait_seconds: "integer",
  all_projects: "boolean",
} as const satisfies AttributeKinds;

function pollCall({ workers }: Service): Call {
  return {
    family: "json",
    rule: "workers:update",
    status: 200,
    isAudited: false,
    summary: "Fetch actions to do, and wait for one where there is none",
    body: z.object({
      actions: z.array(z.string()).describe("names of the actions that the worker can do"),
      limit: z.int().min(1).max(mostActions).default(1).optional(),
      wait_seconds: z.int().min(0).max(longestWaitSeconds).default(0).optional(),
      all_projects: z.boolean().default(false).optional(),
    }),
    answer: z.object({ actions: z.array(workerTaskShape) }),
    handle: async (request, reply) => {
      const body = readBody(request, "poll", pollKinds);
      const ofAllProjects = body.all_projects === true;
      if (ofAllProjects) enforce(request, "workers:update:all_projects");
      const waitSeconds = Math.max(0, body.wait_seconds ?? 0);
      const poll = {
        names: required(body, "actions"),
        limit: Math.min(body.limit ?? 1, mostActions),
        waitMs: Math.min(waitSeconds, longestWaitSeconds) * 1000,
        ofAllProjects,
      };
      const tasks = await workers.poll(workerOf(request), request.caller, poll, hangingUp(reply));
      return { actions: tasks.map((task) => workerTaskResource(task, timeText(task.action.createdAt) ?? "")) };
    },
  };
}

function reports({ workers }: Service): Readonly<Record<string, Call>> {
  const shared = { family: "json", rule: "workers:update" } as const;
  return {
    heartbeat: {
      ...shared,
      status: 200,
      isAudited: false,
      summary: "Say that a worker lives, and ask which of its actions it need not do any more",
      body: z.object({ actions: z.array(z.string()).describe("ids of the actions that it does") }),
      answer: z.object({ lost: z.array(z.string()) }),
      handle: async (request) => {
        const ids = required(readBody(request, "heartbeat", { actions: "texts" }), "actions");
        return { lost: await workers.heartbeat(workerOf(request), request.caller, ids) };
      },
    },
    complete: {
      ...shared,
      status: 204,
      summary: "Tell the result of an action",
      body: z.object({ action_id: z.string(), result: z.unknown() }),
      handle: async (request) => {
        const body = readBody(request, "result", { action_id: "text", result: "any" });
        const result = { state: "SUCCESS", value: body.result ?? null } as const;
        await workers.finish(workerOf(request), request.caller, required(body, "action_id"), result);
        return undefined;
      },
    },
    fail: {
      ...shared,
      status: 204,
      summary: "Tell that an action failed",
      body: z.object({ action_id: z.string(), error: z.unknown() }),
      handle: async (request) => {
        const body = readBody(request, "result", { action_id: "text", error: "any" });
        const result = { state: "ERROR", value: body.error ?? null } as const;
        await workers.finish(workerOf(request), request.caller, required(body, "action_id"), result);
        return undefined;
      },
    },
  };
}

function workerOf(request: FastifyRequest): string {
  const id = requiredPart(request, "id", "id");
  checkUuid(id, "id");
  return id;
}

function required<Kinds extends AttributeKinds, Name extends keyof Kinds & string>(
  body: Attributes<Kinds>,
  name: Name,
): NonNullable<Attributes<Kinds>[Name]> {
  const value = body[name];
  if (value === null || value === undefined) throw badRequest(`Mandatory field missing: ${name}`);
  return value;
}

/** Aborted when the client goes away before it has its answer. */
function hangingUp(reply: FastifyReply): AbortSignal {
  const gone = new AbortController();
  reply.raw.once("close", () => gone.abort());
  return gone.signal;
}
