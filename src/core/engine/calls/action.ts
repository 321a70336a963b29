import type { Json, JsonMap } from "../../base/index.ts";
import { isTrue } from "../../expressions/index.ts";
import type { TaskRecord } from "../../model/index.ts";
import { baseInputPlace, taskPlace } from "../data/scope.ts";
import type { Draft } from "../state/draft.ts";
import { systemInputFault, type PreparedAction } from "./action-input.ts";
import { resolveAdhoc } from "./adhoc.ts";
import { Invalid } from "./invalid.ts";
import { withDefaults } from "./parameters.ts";
import { localName } from "./workbook.ts";

/**
 * Finds an action and checks its input.
 *
 * @param name as the task says it; within a workbook a short name may do
 * @throws Invalid, ExpressionError
 */
export function prepareAction(draft: Draft, task: TaskRecord, name: string, input: JsonMap): PreparedAction {
  const { workflowNamespace: namespace } = draft.execution;
  const local = localName(draft, name);
  const inWorkbook = local === undefined ? undefined : draft.world.findAction(local, namespace);
  const definition = inWorkbook ?? draft.world.findAction(name, namespace);
  if (definition === undefined)
    throw new Invalid(`Failed to find action [action_name=${name}, namespace=${namespace}]`);
  const fullName = inWorkbook === undefined || local === undefined ? name : local;
  if (definition.type === "adhoc") {
    return resolveAdhoc(draft.world, fullName, definition, input, (baseInput, own) =>
      baseInputPlace(draft, task, own).evaluate(baseInput),
    );
  }
  const fault = systemInputFault(definition, input);
  if (fault !== undefined) throw new Invalid(fault);
  return { name: fullName, input, system: definition, systemInput: input, adhoc: [] };
}

/**
 * Creates the action's row. One without side effects is answered within this decision; an asynchronous one that has nothing
 * to run is waited for; any other is handed out.
 *
 * @param index place among the items
 * @param target which executors may run it; null for any
 */
export function startAction(draft: Draft, task: TaskRecord, action: PreparedAction, index: number, target: Json): void {
  const { execution, world } = draft;
  const { system } = action;
  const spec = draft.specOf(task);
  const id = world.newId();
  const input = withDefaults(system.parameters ?? [], action.systemInput);
  const answer = draft.stepsLeft > 0 ? system.answer?.(input, id) : undefined;
  const waits = system.isAsync && system.answer !== undefined;
  const isQueued = answer === undefined && !waits;
  draft.addAction({
    id,
    projectId: execution.projectId,
    executionId: execution.id,
    rootId: execution.rootId,
    taskId: task.id,
    taskName: task.name,
    workflowName: execution.workflowName,
    workflowNamespace: execution.workflowNamespace,
    name: action.name,
    description: "",
    tags: null,
    state: "RUNNING",
    stateInfo: null,
    accepted: false,
    input: action.input,
    output: null,
    index,
    run: {
      action: system.name,
      input: action.systemInput,
      adhoc: action.adhoc,
      timeoutSeconds: timeoutOf(draft, task),
    },
    dispatch: isQueued ? "queued" : "none",
    claimedBy: null,
    target: typeof target === "string" ? target : null,
    isSafeToRerun: spec.safeRerun !== undefined && isTrue(spec.safeRerun),
    createdAt: world.now,
    updatedAt: world.now,
  });
  if (isQueued) draft.command({ type: "runAction", actionId: id });
  if (answer !== undefined) draft.work.add({ type: "answer", actionId: id, result: answer });
}

function timeoutOf(draft: Draft, task: TaskRecord): number | null {
  const { timeout } = draft.specOf(task).policies;
  if (timeout === undefined) return null;
  const value = Number(taskPlace(draft, task).evaluate(timeout));
  return value > 0 ? value : null;
}
