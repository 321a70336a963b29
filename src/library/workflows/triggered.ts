import type { WorkflowRecord } from "../../core/model/index.ts";
import type { DefinitionStore } from "../../store/index.ts";
import { DefinitionRefused } from "../refused.ts";

/**
 * Refuses that a workflow goes which triggers start, whoever owns them.
 *
 * @param identifier the name or id that the client used
 * @throws DefinitionRefused `invalid`, in Mistral's words
 */
export async function refuseTriggered(
  { cronTriggers, eventTriggers }: DefinitionStore,
  workflowId: string,
  identifier: string,
  namespace: string,
): Promise<void> {
  const ofIt = idsOf(workflowId);
  const cron = await cronTriggers.list(ofIt);
  if (cron.length > 0) {
    const where = `[workflow_identifier=${identifier}, namespace=${namespace}], [cron_trigger_id(s)=${listed(cron)}]`;
    throw refused(`Can't delete workflow that has cron triggers associated. ${where}`);
  }
  const event = await eventTriggers.list(ofIt);
  if (event.length > 0) {
    const where = `[workflow_identifier=${identifier}], [event_trigger_id(s)=${listed(event)}]`;
    throw refused(`Can't delete workflow that has event triggers associated. ${where}`);
  }
}

/**
 * Refuses that a workflow is made private while triggers of other projects start it.
 *
 * @throws DefinitionRefused `forbidden`, in Mistral's words
 */
export async function refuseTriggeredElsewhere(
  { cronTriggers, eventTriggers }: DefinitionStore,
  { id, name, namespace, projectId }: WorkflowRecord,
): Promise<void> {
  const projects = { ...idsOf(id), fields: ["id", "projectId"] } as const;
  const owners = [
    ["cron", await cronTriggers.list(projects)],
    ["event", await eventTriggers.list(projects)],
  ] as const;
  for (const [kind, triggers] of owners) {
    if (triggers.every((trigger) => trigger.projectId === projectId)) continue;
    const why = `Can not update scope of workflow that has ${kind} triggers associated in other tenants.`;
    throw new DefinitionRefused("forbidden", `${why} [workflow_identifier=${name}, namespace=${namespace}]`);
  }
}

function idsOf(workflowId: string) {
  return {
    visibility: "all",
    filters: [{ field: "workflowId", op: "eq", value: workflowId }],
    sort: [{ field: "id", direction: "asc" }],
  } as const;
}

function listed(triggers: readonly { readonly id: string }[]): string {
  return triggers.map(({ id }) => id).join(", ");
}

function refused(message: string): DefinitionRefused {
  return new DefinitionRefused("invalid", message);
}
