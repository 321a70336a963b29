import { isMap, type JsonMap } from "../../base/index.ts";
import { isTrue } from "../../expressions/index.ts";
import { mergeMaps } from "../data/maps.ts";
import type { Draft } from "../state/draft.ts";
import type { EventOf } from "./request.ts";

const notAllowed = "Updating env to workflow execution is only permitted if it is in IDLE, PAUSED, or ERROR state.";

/**
 * Merges variables into the execution's environment (Mistral 15, semantics 14.7). That of a root execution is read at every
 * level, so its sub-workflows are told.
 *
 * @returns the message of a refusal, or undefined when it was done or there is nothing to do
 */
export function updateEnvironment(draft: Draft, env: JsonMap | null): string | undefined {
  const { execution } = draft;
  if (env === null || !isTrue(env)) return undefined;
  if (execution.state !== "IDLE" && execution.state !== "PAUSED" && execution.state !== "ERROR") return notAllowed;
  const old = execution.params["env"];
  const merged = mergeMaps(old !== undefined && isMap(old) ? old : {}, env);
  draft.changeExecution({ params: { ...execution.params, env: merged } });
  if (execution.parentExecutionId === null) setRootEnvironment(draft, merged);
  return undefined;
}

/** Takes over the environment of the root execution, and hands it on. */
export function setRootEnvironment(draft: Draft, environment: JsonMap): void {
  draft.changeExecution({ environment });
  for (const { id } of draft.unfinishedChildren()) draft.tell(id, { type: "rootEnvironmentChanged", environment });
}

export function onEnvUpdated(draft: Draft, event: EventOf<"envUpdated">): void {
  const message = updateEnvironment(draft, event.env);
  if (message !== undefined) draft.refuse({ event, reason: "notAllowed", message });
}
