import { isTrue, pyStr, type Value } from "../python/index.ts";
import type { Caller, MistralFunction } from "./mistral-function.ts";

/** Functions that look at executions, tasks and the environment. */
export const executionFunctions: readonly MistralFunction[] = [
  {
    name: "env",
    parameters: [],
    doc: "The environment of the execution.",
    run: (caller) => {
      const env = caller.functions.env();
      if (env !== undefined) return caller.adopt(env);
      if (caller.arrays === "tuple") return null;
      throw caller.missing("__env");
    },
  },
  {
    name: "execution",
    parameters: [],
    doc: "The current workflow execution: id, name, spec, input, params, created_at, updated_at, root_execution_id.",
    run: (caller) => {
      const execution = caller.functions.execution();
      if (execution === undefined) throw caller.missing("__execution");
      return caller.adopt(execution);
    },
  },
  {
    name: "executions",
    parameters: ["id", "root_execution_id", "state", "from_time", "to_time"].map(optional),
    doc: "The workflow executions that the arguments select; times are compared with created_at.",
    run: (caller, ...values) => {
      const [id, rootExecutionId, state, fromTime, toTime] = values.map((value) => textOrNothing(value, caller));
      return caller.adopt([...caller.functions.executions({ id, rootExecutionId, state, fromTime, toTime })]);
    },
  },
  {
    name: "task",
    parameters: [optional("task_name")],
    doc: "The task execution of that name, or the current one; null if there is none.",
    run: (caller, name) => {
      const wanted = isTrue(name) ? textOrNothing(name, caller) : undefined;
      const task = caller.functions.task(wanted);
      const isOutside = wanted === undefined ? task === undefined : caller.functions.task(undefined) === undefined;
      if (isOutside && caller.arrays !== "tuple") throw caller.missing("__task_execution");
      return task === undefined ? null : caller.adopt(task);
    },
  },
  {
    name: "tasks",
    parameters: [
      optional("workflow_execution_id"),
      { name: "recursive", defaultValue: false },
      optional("state"),
      { name: "flat", defaultValue: false },
    ],
    doc: "The task executions of a workflow execution, or all that the project sees.",
    run: (caller, id, recursive, state, flat) => {
      const query = {
        workflowExecutionId: textOrNothing(id, caller),
        recursive: isTrue(recursive),
        state: textOrNothing(state, caller),
        flat: isTrue(flat),
      };
      return caller.adopt([...caller.functions.tasks(query)]);
    },
  },
  {
    name: "global",
    parameters: [{ name: "var_name" }],
    doc: "A global variable of the execution; null if it was never published.",
    run: (caller, name) => caller.adopt(caller.functions.global(pyStr(name, caller.arrays)) ?? null),
  },
  {
    name: "uuid",
    parameters: [],
    doc: "A random UUID.",
    run: (caller) => caller.functions.uuid(),
  },
];

function optional(name: string): { readonly name: string; readonly defaultValue: null } {
  return { name, defaultValue: null };
}

function textOrNothing(value: Value, caller: Caller): string | undefined {
  return value === null ? undefined : pyStr(value, caller.arrays);
}
