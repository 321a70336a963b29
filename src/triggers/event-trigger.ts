import type { JsonMap } from "../core/base/index.ts";
import type { Caller, EventTriggerRecord, Scope, WorkflowRecord } from "../core/model/index.ts";
import type { OutsideExpressions } from "../runtime/index.ts";
import { Duplicate, type Visibility } from "../store/index.ts";
import type { Triggers } from "./cron-trigger.ts";
import { TriggerRefused } from "./refused.ts";

/** What a client says of a new event trigger; empty texts count as not said. */
export interface EventTriggerWrite {
  readonly name: string;
  readonly workflowId: string | undefined;
  readonly exchange: string | undefined;
  readonly topic: string | undefined;
  readonly event: string | undefined;
  /** An expression that must be true of the event; null takes every one. */
  readonly filter: string | null;
  readonly workflowInput: JsonMap;
  readonly workflowParams: JsonMap;
  readonly scope: Scope;
}

/** What may be changed of one. */
export type EventTriggerChange = Partial<
  Pick<EventTriggerRecord, "name" | "workflowId" | "workflowInput" | "workflowParams" | "scope" | "filter">
>;

/**
 * Creates an event trigger.
 *
 * @param findWorkflow the workflow with that id, as the caller sees it
 * @throws TriggerRefused `invalid`, `taken`; Refused when the workflow cannot be started with this input; what `findWorkflow` throws
 */
export async function createEventTrigger(
  { store, runtime, now, newId, expressions, changed }: Triggers,
  caller: Caller,
  write: EventTriggerWrite,
  findWorkflow: (id: string) => Promise<WorkflowRecord>,
): Promise<EventTriggerRecord> {
  const { name, workflowId, exchange, topic, event, filter, workflowInput, workflowParams, scope } = write;
  if (exchange === undefined || topic === undefined || event === undefined || workflowId === undefined) {
    const all = "{'exchange', 'workflow_id', 'event', 'topic'}";
    throw new TriggerRefused("invalid", `Params ${all} must be provided for creating event trigger.`);
  }
  checkFilter(filter, expressions);
  const workflow = await findWorkflow(workflowId);
  await runtime.checkStart(workflow, workflowInput);
  const row: EventTriggerRecord = {
    id: newId(),
    name,
    projectId: caller.project,
    scope,
    workflowId: workflow.id,
    workflowInput,
    workflowParams,
    exchange,
    topic,
    event,
    filter,
    createdAt: now(),
    updatedAt: null,
  };
  await store.eventTriggers.create(row).catch((error: unknown) => takenBy(error, row));
  changed();
  return row;
}

/**
 * Changes an event trigger.
 *
 * @param found as it is
 * @throws TriggerRefused `taken` when there is one with the new workflow and the same event; `invalid`
 */
export async function updateEventTrigger(
  { store, now, expressions }: Triggers,
  found: EventTriggerRecord,
  change: EventTriggerChange,
): Promise<EventTriggerRecord> {
  if (change.filter !== undefined) checkFilter(change.filter, expressions);
  const row = { ...found, ...change, updatedAt: now() };
  const { id, ...set } = row;
  await store.eventTriggers.update(id, set).catch((error: unknown) => takenBy(error, row));
  return row;
}

/** Deletes an event trigger. */
export async function deleteEventTrigger({ store, changed }: Triggers, id: string): Promise<void> {
  await store.eventTriggers.delete(id);
  changed();
}

/** @throws TriggerRefused `missing` */
export async function getEventTrigger(
  { store }: Triggers,
  id: string,
  visibility: Visibility,
): Promise<EventTriggerRecord> {
  const found = await store.eventTriggers.get(id, visibility);
  if (found === undefined) throw new TriggerRefused("missing", `Event trigger not found [id=${id}].`);
  return found;
}

function checkFilter(filter: string | null, { problemOf }: OutsideExpressions): void {
  const problem = filter === null ? undefined : problemOf(filter);
  if (problem !== undefined)
    throw new TriggerRefused("invalid", `The filter of the event trigger is wrong: ${problem}`);
}

function takenBy(error: unknown, { exchange, topic, event, workflowId }: EventTriggerRecord): never {
  if (!(error instanceof Duplicate)) throw error;
  const key = "['exchange', 'topic', 'event', 'workflow_id', 'project_id']";
  const values = `${exchange}, ${topic}, ${event}, ${workflowId}, None`;
  throw new TriggerRefused("taken", `Duplicate entry for EventTrigger ${key}: ${values}`);
}
