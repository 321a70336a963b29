import { createHash } from "node:crypto";
import { writeJson, type JsonMap } from "../core/base/index.ts";
import type { CronTriggerRecord, EventTriggerRecord } from "../core/model/index.ts";
import { NotFound, Refused, type Runtime } from "../runtime/index.ts";
import type { Store } from "../store/index.ts";

export interface Firing {
  readonly store: Pick<Store, "executions">;
  readonly runtime: Pick<Runtime, "start">;
  /** Told of what could not be started. */
  readonly onTrouble: (what: string, error: unknown) => void;
}

/**
 * Starts the workflow of a trigger, once for each occasion: the execution's id follows from both, so that a start that is tried
 * again, here or at another node, starts nothing. One that is refused is told of, and is done with.
 *
 * @param occasion tells one start of the trigger from another
 * @param params of the execution
 * @throws Busy, or the database's error; then the occasion is not used up
 */
export async function fire(
  { store, runtime, onTrouble }: Firing,
  type: "cron_trigger" | "event_trigger",
  trigger: CronTriggerRecord | EventTriggerRecord,
  occasion: string,
  params: JsonMap,
): Promise<void> {
  const { id, name, projectId, workflowId, workflowInput } = trigger;
  const executionId = executionIdOf(id, occasion);
  try {
    await runtime.start({
      caller: { project: projectId, user: type === "cron_trigger" ? "cron" : "event", roles: [] },
      workflowIdentifier: workflowId,
      namespace: "",
      input: workflowInput,
      params,
      description: descriptionOf(type, id, name),
      id: executionId,
    });
  } catch (error) {
    if (!(error instanceof NotFound) && !(error instanceof Refused)) throw error;
    const isStarted = (await store.executions.get(executionId, "all")) !== undefined;
    if (!isStarted) onTrouble(`${type.replace("_", " ")} ${name} [id=${id}]`, error);
  }
}

/** Says what started the execution, spelled as Mistral spells it. */
function descriptionOf(type: string, id: string, name: string): string {
  const sentence = writeJson(`Workflow execution created by ${type.replace("_", " ")} '(${id})'.`);
  const by = `{"type": "${type}", "id": ${writeJson(id)}, "name": ${writeJson(name)}}`;
  return `{"description": ${sentence}, "triggered_by": ${by}}`;
}

/** The id of the execution that a trigger starts on an occasion, in the form of a UUID version 4. */
function executionIdOf(triggerId: string, occasion: string): string {
  const hex = createHash("sha256").update(`${triggerId}@${occasion}`).digest("hex");
  const variant = ((Number.parseInt(hex.charAt(16), 16) & 3) | 8).toString(16);
  const groups = [hex.slice(0, 8), hex.slice(8, 12), `4${hex.slice(13, 16)}`, variant + hex.slice(17, 20)];
  return [...groups, hex.slice(20, 32)].join("-");
}
