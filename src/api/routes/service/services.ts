import type { FastifyInstance } from "fastify";
import { z } from "zod";
import { isWorkerId } from "../../../runtime/index.ts";
import { addPath, type Call } from "../../http/route.ts";
import type { Service } from "../../service.ts";

/** What every node does, in Mistral's words for processes that each do one of it. */
const groups = ["api_group", "engine_group", "executor_group", "event-engine_group", "notifier_group"] as const;

/** `/v2/services`: the nodes that are alive. */
export function addServices(app: FastifyInstance, { store }: Service): void {
  const list: Call = {
    family: "json",
    rule: "services:list",
    status: 200,
    summary: "List the nodes that are alive, once for each thing that they do",
    answer: z.object({ services: z.array(z.object({ name: z.string(), type: z.enum(groups) })) }),
    handle: async () => {
      const alive = (await store.nodes()).filter(({ id, isAlive }) => isAlive && !isWorkerId(id));
      return { services: groups.flatMap((type) => alive.map(({ id }) => ({ name: id, type }))) };
    },
  };
  addPath(app, "/v2/services", "services", { GET: list });
  addPath(app, "/v2/services/:name", "services", {});
}
