import type { FastifyInstance } from "fastify";
import { z } from "zod";
import { isWorkerId, type Role } from "../../../runtime/index.ts";
import type { NodeRecord } from "../../../store/index.ts";
import { Fault } from "../../http/fault.ts";
import { addPath, type Call } from "../../http/route.ts";
import type { Service } from "../../service.ts";

/** Mistral's words for processes that each do one thing, and the role of a node that does it here. */
const groups = {
  api_group: "api",
  engine_group: "engine",
  executor_group: "executor",
  "event-engine_group": "engine",
  notifier_group: "engine",
} as const satisfies Readonly<Record<string, Role>>;

/** `/v2/services`: the nodes that are alive. */
export function addServices(app: FastifyInstance, { store }: Service): void {
  const types = z.enum(Object.keys(groups) as (keyof typeof groups)[]);
  const list: Call = {
    family: "json",
    rule: "services:list",
    status: 200,
    summary: "List the nodes that are alive, once for each thing that they do",
    answer: z.object({ services: z.array(z.object({ name: z.string(), type: types })) }),
    handle: async () => {
      const alive = (await store.nodes()).filter(({ id, isAlive }) => isAlive && !isWorkerId(id));
      const services = Object.entries(groups).flatMap(([type, role]) => {
        const those = alive.filter(({ about }) => about === null || about.roles.includes(role));
        return those.map((node) => ({ name: nameOf(node), type }));
      });
      return { services };
    },
  };
  addPath(app, "/v2/services", "services", { GET: list });
  addPath(app, "/v2/services/:name", "services", {});
}

/** As Mistral's names have the machine and the process: several nodes may have the same name. */
function nameOf({ id, about }: NodeRecord): string {
  return about === null || about.name === id ? id : `${about.name}_${id}`;
}

/** A node without the role of an API tells of its health and its metrics, and nothing else. */
export function refuseWithoutApi(app: FastifyInstance, { isApi = true }: Service): void {
  if (isApi) return;
  app.addHook("onRequest", async (request, reply) => {
    const { config, url } = request.routeOptions;
    if (reply.sent || config.isOpen === true || url === "/metrics") return;
    throw new Fault(503, "This node does not answer requests: 'api' is not among its roles");
  });
}
