import type { FastifyInstance, FastifyRequest } from "fastify";
import { z } from "zod";
import { badRequest } from "../http/fault.ts";
import { queryOf } from "../http/query.ts";
import { addPath, type Call } from "../http/route.ts";
import { checkUuid } from "../input/arguments.ts";
import { enforce } from "../policy/enforce.ts";
import { ownById, ownOf, type Service } from "../service.ts";
import { liveExecutionShape, liveTaskShape } from "../shapes/live.ts";
import { liveExecutions, liveTasks } from "./snapshot.ts";
import { Stream } from "./stream.ts";
import { Watchers } from "./watchers.ts";

const query = z.object({ executions: z.string().describe("ids, comma separated").optional() });
/** Executions that one view can have open. */
const mostChosen = 100;

/**
 * `/v2/live`: executions with their tasks as a live view needs them, at once (`/v2/live`) and as server-sent events
 * (`/v2/live/stream`). In a cluster the stream tells what its own node does; who wants the rest asks now and then.
 */
export function addLive(app: FastifyInstance, { store, runtime }: Service): void {
  const watchers = new Watchers(runtime);
  const streams = new Set<Stream>();
  app.addHook("preClose", async () => {
    for (const stream of streams) stream.close();
  });
  const snapshot: Call = {
    family: "json",
    rule: "executions:list",
    status: 200,
    summary: "Show executions with their tasks as a live view needs them",
    query,
    answer: z.object({ executions: z.array(liveExecutionShape), tasks: z.array(liveTaskShape) }),
    handle: async (request) => {
      const value = [...(chosenIn(request) ?? [])];
      const visibility = ownById(request.caller);
      return {
        executions: await liveExecutions(store, visibility, { field: "id", op: "in", value }),
        tasks: await liveTasks(store, visibility, { field: "executionId", op: "in", value }),
      };
    },
  };
  addPath(app, "/v2/live", "live", { GET: snapshot });
  app.get("/v2/live/stream", { schema: { hide: true } }, (request, reply) => {
    enforce(request, "executions:list");
    const chosen = chosenIn(request);
    const visibility = chosen === undefined ? ownOf(request.caller) : ownById(request.caller);
    reply.hijack();
    reply.raw.writeHead(200, {
      "content-type": "text/event-stream",
      "cache-control": "no-store",
      // Told to proxies that would gather the answer.
      "x-accel-buffering": "no",
    });
    const stream = new Stream(store, visibility, reply.raw, chosen);
    streams.add(stream);
    const stop = watchers.add((touched) => stream.touched(touched));
    reply.raw.on("close", () => {
      stop();
      streams.delete(stream);
      stream.close();
    });
    stream.open().catch((error: unknown) => {
      request.log.warn({ err: error }, "a live stream ended");
      stream.close();
    });
  });
}

/** @throws Fault 400 */
function chosenIn(request: FastifyRequest): ReadonlySet<string> | undefined {
  const text = new URLSearchParams(queryOf(request)).get("executions");
  if (text === null) return undefined;
  const ids = text.split(",").filter((id) => id !== "");
  for (const id of ids) checkUuid(id, "executions");
  if (ids.length > mostChosen) throw badRequest(`At most ${mostChosen} executions can be followed at once.`);
  return new Set(ids);
}
