import { isMap, type JsonMap } from "../../../../src/core/base/index.ts";
import type { Step } from "../case.ts";
import { faultOf, textOf, valueOf, type Answer, type RestService } from "./service.ts";
import { waitFor } from "./wait.ts";

/** Runs an action without a workflow, then waits for it or completes it. */
export async function runAction(service: RestService, step: Step, timeoutSeconds: number): Promise<JsonMap> {
  const { name = null, input, params, description, complete, wait_state: wanted } = step;
  const body = {
    name,
    ...(input === undefined ? {} : { input }),
    ...(params === undefined ? {} : { params }),
    ...(description === undefined ? {} : { description }),
  };
  const started = await service.send("POST", "/action_executions", body);
  if (started.status >= 400 || !isMap(started.body)) return answered(started);
  const path = `/action_executions/${textOf(started.body, "id")}`;
  if (isMap(complete ?? null)) return answered(await service.send("PUT", path, complete as JsonMap));
  if (wanted === undefined) return answered(started);
  const done = await waitFor(async () => {
    const row = await service.get(path);
    return row["state"] === wanted ? row : undefined;
  }, timeoutSeconds);
  return done === undefined ? { fault: "waited in vain" } : answered({ status: started.status, body: done });
}

function answered(answer: Answer): JsonMap {
  const { status, body } = answer;
  const fault = faultOf(answer);
  if (fault !== undefined || !isMap(body)) return { status, fault: fault ?? null };
  const { name = null, state = null, accepted = null, description, id } = body;
  const result = {
    name,
    state,
    accepted,
    ...(typeof description === "string" && description !== "" ? { description } : {}),
    input: valueOf(body, "input"),
    output: valueOf(body, "output"),
    saved: id !== null && id !== undefined,
  };
  return { status, result };
}
