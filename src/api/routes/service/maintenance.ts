import type { FastifyInstance, FastifyRequest } from "fastify";
import { z } from "zod";
import { badRequest } from "../../http/fault.ts";
import { queryOf } from "../../http/query.ts";
import { sendPage } from "../../http/page.ts";
import { addPath, type Call } from "../../http/route.ts";
import { readArguments } from "../../input/arguments.ts";
import { readBody } from "../../input/body.ts";
import type { Service } from "../../service.ts";

const states = ["PAUSING", "PAUSED", "RUNNING"] as const;
const shape = z.object({ status: z.enum(states) });

/** `/maintenance`: brings the whole service to rest, and back to work (REST reference, section 7). */
export function addMaintenance(app: FastifyInstance, { maintenance }: Service): void {
  const get: Call = {
    family: "json",
    rule: "maintenance:get",
    status: 200,
    summary: "Say whether the service takes work",
    answer: shape,
    handle: async () => ({ status: maintenance.status }),
  };
  const update: Call = {
    family: "json",
    rule: "maintenance:update",
    status: 200,
    summary: "Bring the service to rest, which pauses all executions, or back to work",
    body: z.object({ status: z.enum(["PAUSED", "RUNNING"]) }),
    answer: shape,
    handle: async (request) => {
      readArguments(queryOf(request), {});
      const { status } = readBody(request, "new_maintenance_status", { status: "text" });
      if (status === "PAUSING") {
        throw badRequest("PAUSING is intermediate state. Consider PAUSED, RUNNING as new state");
      }
      if (status !== "PAUSED" && status !== "RUNNING") {
        const all = states.map((state) => `'${state}'`).join(", ");
        throw badRequest(`Not found ${status ?? "None"} maintenance state. List of states: [${all}]`);
      }
      return { status: await maintenance.change(status) };
    },
  };
  addPath(app, "/maintenance", "service", { GET: get, PUT: update });
}

/** While the service rests, nothing but reading is allowed, and what brings executions to an end, to rest or back. */
export function refuseWhileResting(app: FastifyInstance, { maintenance }: Service): void {
  app.addHook("onRequest", async (request, reply) => {
    const { status } = maintenance;
    if (reply.sent || status === "RUNNING" || isAllowed(request)) return;
    const message = `Current Mistral state is ${status}. Method is not allowed`;
    reply.header("server-error-message", message);
    await sendPage(request, reply, 423, `The resource is locked <br /><br />\n${message}\n\n\n`);
  });
}

const ofExecutions = new Set(["/v2/executions/:id", "/v2/action_executions/:id"]);

function isAllowed({ method, routeOptions }: FastifyRequest): boolean {
  const { url = "", config } = routeOptions;
  if (method === "GET" || method === "HEAD" || config.isOpen === true || url === "/maintenance") return true;
  return method === "PUT" && ofExecutions.has(url);
}
