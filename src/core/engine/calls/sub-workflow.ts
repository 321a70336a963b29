import type { Json, JsonMap } from "../../base/index.ts";
import type { ExecutionRecord, TaskRecord } from "../../model/index.ts";
import { createExecution } from "../create.ts";
import { setKey } from "../data/maps.ts";
import type { Draft } from "../state/draft.ts";
import { Invalid } from "./invalid.ts";
import { localName } from "./workbook.ts";

/**
 * Creates the execution of a sub-workflow. Input that it does not declare becomes a start parameter (Mistral 15, semantics
 * 12.1).
 *
 * @param name as the task says it; within a workbook a short name may do
 * @param index place among the items
 * @throws Invalid when there is none of that name, or it cannot be started so
 */
export function prepareChild(
  draft: Draft,
  task: TaskRecord,
  name: string,
  given: JsonMap,
  index: number,
): ExecutionRecord {
  const { execution, world } = draft;
  const namespace = textOf(execution.params["namespace"]);
  const local = localName(draft, name);
  const definition =
    (local === undefined ? undefined : world.findWorkflow(local, namespace)) ?? world.findWorkflow(name, namespace);
  if (definition === undefined) throw new Invalid(`Failed to find workflow [name=${name}] [namespace=${namespace}]`);
  const declared = new Set(definition.spec.input.map((parameter) => parameter.name));
  const input: Record<string, Json> = {};
  const { notify } = execution.params;
  const params: Record<string, Json> = {
    root_execution_id: execution.rootId,
    task_execution_id: task.id,
    index,
    namespace,
    ...(notify === undefined ? {} : { notify }),
  };
  for (const [key, value] of Object.entries(given)) setKey(declared.has(key) ? input : params, key, value);
  const started = createExecution(
    definition,
    {
      id: world.newId(),
      projectId: execution.projectId,
      description: "sub-workflow execution",
      input,
      params,
      parent: {
        taskId: task.id,
        executionId: execution.id,
        rootId: execution.rootId,
        index,
        environment: execution.environment,
      },
    },
    world,
  );
  if ("refusal" in started) throw new Invalid(started.refusal);
  return started.execution;
}

function textOf(value: Json | undefined): string {
  return typeof value === "string" ? value : "";
}
