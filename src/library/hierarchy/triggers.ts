import { isMap } from "../../core/base/index.ts";
import type { JsonMap } from "../../core/base/index.ts";
import type { WorkflowRecord } from "../../core/model/index.ts";
import type { DefinitionStore } from "../../store/index.ts";
import { interfaceOf } from "../signature.ts";

/**
 * The triggers of the owner whose stored input does not fit a workflow any more (design, section 10).
 *
 * @param after the workflow in its new form
 * @param before as it was: what did not fit then is not told
 */
export async function triggersAffected(
  { cronTriggers, eventTriggers }: DefinitionStore,
  after: WorkflowRecord,
  before: WorkflowRecord,
): Promise<JsonMap[]> {
  const [was, is] = [inputsOf(before.spec), inputsOf(after.spec)];
  if (was.key === is.key) return [];
  const ofIt = {
    visibility: { project: after.projectId, withPublic: false },
    filters: [{ field: "workflowId", op: "eq", value: after.id }],
  } as const;
  const triggers = [
    ...(await cronTriggers.list(ofIt)).map((trigger) => ({ ...trigger, type: "cron" })),
    ...(await eventTriggers.list(ofIt)).map((trigger) => ({ ...trigger, type: "event" })),
  ];
  return triggers.flatMap(({ id, name, type, workflowInput }) => {
    const given = Object.keys(workflowInput);
    const missing = [...is.required].filter((input) => !given.includes(input));
    const unexpected = given.filter((input) => !is.all.has(input));
    return missing.length + unexpected.length === 0 ? [] : [{ id, name, type, missing, unexpected }];
  });
}

function inputsOf(body: JsonMap) {
  const { input } = interfaceOf(body);
  const required = new Set(input.filter((one) => typeof one === "string"));
  const all = new Set([...required, ...input.filter((one) => isMap(one)).flatMap(Object.keys)]);
  return { required, all, key: JSON.stringify([[...required].toSorted(), [...all].toSorted()]) };
}
