import { isMap } from "../../../core/base/index.ts";
import type { JsonMap } from "../../../core/base/index.ts";
import type { ExecutionEvent, ExecutionRecord } from "../../../core/model/index.ts";
import type { Runtime } from "../../../runtime/index.ts";
import { badRequest, Fault } from "../../http/fault.ts";
import { filled, type Attributes } from "../../input/body.ts";
import type { executionAttributes } from "./execution-body.ts";

/** What the answer to a PUT is to show. */
export interface Changed {
  /** Members that it leaves out. */
  readonly without: readonly string[];
  /** Whether a resume set something going, so that the execution is shown as it went on even if it is done already. */
  readonly isGoing: boolean;
}

/**
 * Carries out the PUT of an execution (REST reference, section 4).
 *
 * @param execution as it is before
 * @param given what the client wants
 * @throws Fault 400, 403
 */
export async function changeExecution(
  runtime: Runtime,
  execution: ExecutionRecord,
  given: Attributes<typeof executionAttributes>,
): Promise<Changed> {
  const state = filled(given.state);
  const description = filled(given.description);
  const env = envOf(given.params ?? {});
  if (state === undefined && description === undefined && env === undefined) {
    throw badRequest("The property state, description, or env is not provided for update.");
  }
  if (state !== undefined && description !== undefined) {
    throw badRequest("The property description must be updated separately from state.");
  }
  if (env !== undefined && state !== undefined && state !== "RUNNING") {
    throw badRequest(
      "The property env can only be updated when workflow execution is not running or on resume from pause.",
    );
  }
  if (env !== undefined) checkEnvMayChange(execution);
  if (state !== undefined) {
    const hasRun = await runtime.tell(execution.id, eventFor(state, filled(given.state_info) ?? null, env ?? null));
    return { without: ["published_global"], isGoing: hasRun && state === "RUNNING" };
  }
  if (description !== undefined) await runtime.describe(execution.id, description);
  if (env === undefined) {
    return { without: ["params", "input", "output", "published_global"], isGoing: false };
  }
  await runtime.tell(execution.id, { type: "envUpdated", env });
  return { without: ["input", "output", "published_global"], isGoing: false };
}

/** @returns undefined when there is none, or an empty one */
function envOf(params: JsonMap): JsonMap | undefined {
  const env = Object.hasOwn(params, "env") ? params["env"] : undefined;
  if (env === undefined || env === null || env === "" || env === false || env === 0) return undefined;
  if (!isMap(env)) throw badRequest("The property env must be a dictionary.");
  return Object.keys(env).length === 0 ? undefined : env;
}

function checkEnvMayChange({ state }: ExecutionRecord): void {
  if (state === "IDLE" || state === "PAUSED" || state === "ERROR") return;
  const message = "Updating env to workflow execution is only permitted if it is in IDLE, PAUSED, or ERROR state.";
  throw new Fault(403, message);
}

function eventFor(state: string, message: string | null, env: JsonMap | null): ExecutionEvent {
  switch (state) {
    case "PAUSED":
      return { type: "pauseRequested" };
    case "RUNNING":
      return { type: "resumeRequested", env };
    case "SUCCESS":
    case "ERROR":
    case "CANCELLED":
      return { type: "stopRequested", state, message };
    default:
      throw badRequest(
        `Cannot change state to ${state}. Allowed states are: 'RUNNING, PAUSED, SUCCESS, ERROR, CANCELLED`,
      );
  }
}
