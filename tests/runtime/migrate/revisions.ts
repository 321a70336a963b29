import { readWorkflows } from "../../../src/core/language/index.ts";
import type { RevisionRecord } from "../../../src/core/model/index.ts";
import type { Runtime } from "../../../src/runtime/index.ts";
import type { Store } from "../../../src/store/index.ts";
import { addWorkflows, caller } from "../service.ts";

const version = "version: '2.0'\n";

/** Stores a workflow. */
export function addWorkflow(store: Store, text: string): Promise<void> {
  return addWorkflows(store, version + text);
}

/** Stores a further revision of a workflow; what has been started goes on by the one that it was started with. */
export async function addRevision(store: Store, text: string): Promise<RevisionRecord> {
  const [workflow] = readWorkflows(version + text).workflows;
  const row = await store.workflows.find(workflow?.name ?? "", "", caller.project);
  const stored = row && (await store.workflows.getRevision(row.id, row.revision));
  if (row === undefined || stored === undefined || workflow === undefined) throw new Error(`no such workflow: ${text}`);
  const set = { revision: row.revision + 1, definition: text, spec: workflow.body };
  const revision = { ...stored, ...set, ownSpec: workflow.body };
  await store.workflows.update(row.id, set, revision);
  return revision;
}

/** Moves an execution to a revision of its workflow. */
export function move(
  runtime: Runtime,
  executionId: string,
  to: RevisionRecord,
  options: { allowsSkipped?: boolean; whileRunning?: boolean; isDryRun?: boolean } = {},
) {
  const defaults = { allowsSkipped: false, whileRunning: false, isDryRun: false };
  return runtime.migrate(executionId, { caller, fromWorkflowId: to.workflowId, to, ...defaults, ...options });
}

/** Completes an asynchronous action that a task waits for. */
export async function complete(
  store: Store,
  runtime: Runtime,
  executionId: string,
  task: string,
  state: "SUCCESS" | "ERROR" = "SUCCESS",
): Promise<void> {
  const [action] = await openActions(store, executionId, task);
  if (action === undefined) throw new Error(`task ${task} waits for nothing`);
  await runtime.completeAction(action.id, { state, value: null });
}

/** Actions that wait for an answer. */
export function openActions(store: Store, executionId: string, task?: string) {
  return store.actions.list({
    visibility: "all",
    filters: [
      { field: "executionId", op: "eq", value: executionId },
      { field: "state", op: "eq", value: "RUNNING" },
      ...(task === undefined ? [] : [{ field: "taskName", op: "eq", value: task } as const]),
    ],
    fields: ["id", "taskName"],
  });
}
