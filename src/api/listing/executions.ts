import type { ExecutionRecord } from "../../core/model/index.ts";
import type { Filter } from "../../store/index.ts";
import { badRequest } from "../http/fault.ts";
import { executionMembers } from "../shapes/execution.ts";
import { json, moment, tags, text, uuid, type Collection } from "./collection.ts";

const isChild: Filter<keyof ExecutionRecord> = { field: "parentTaskId", op: "neq", value: null };

/** Sub-executions of a task: what follows from the path is no filter (REST reference, section 2). */
const taskFilters: Collection<ExecutionRecord>["filters"] = {
  created_at: moment("createdAt"),
  workflow_name: text("workflowName"),
  workflow_id: uuid("workflowId"),
  tags: tags("tags", "unique"),
  params: json("params"),
  state: text("state"),
  state_info: text("stateInfo"),
  input: json("input"),
  output: json("output"),
  updated_at: moment("updatedAt"),
  description: text("description"),
};

const common = {
  name: "executions",
  members: executionMembers,
  keys: Object.keys(executionMembers),
  tieBreak: "index",
  moreSortKeys: { name: "workflowName", root_execution_id: "rootId" },
  missing: (marker: string) => `WorkflowExecution not found [id=${marker}]`,
} as const;

/** The sub-workflows of a task. */
export const taskExecutionCollection: Collection<ExecutionRecord> = { ...common, filters: taskFilters };

export const executionCollection: Collection<ExecutionRecord> = {
  ...common,
  filters: {
    created_at: moment("createdAt"),
    workflow_name: text("workflowName"),
    workflow_id: uuid("workflowId"),
    tags: tags("tags", "unique"),
    params: json("params"),
    task_execution_id: uuid("parentTaskId"),
    state: text("state"),
    state_info: text("stateInfo"),
    input: json("input"),
    output: json("output"),
    updated_at: moment("updatedAt"),
    description: text("description"),
    project_id: uuid("projectId"),
    // A root names itself, but is not listed by its own id.
    root_execution_id: uuid("rootId", [isChild]),
  },
};

/** What it means for a member to have no value; `id` stands for what always has one. */
const nullable: Readonly<Record<string, Filter<keyof ExecutionRecord>>> = {
  task_execution_id: { field: "parentTaskId", op: "eq", value: null },
  root_execution_id: { field: "parentTaskId", op: "eq", value: null },
  state_info: { field: "stateInfo", op: "eq", value: null },
  output: { field: "output", op: "eq", value: null },
};

/**
 * The conditions of `nulls`: these members have no value.
 *
 * @throws Fault 400 for a name that is no member
 */
export function nullConditions(names: readonly string[]): Filter<keyof ExecutionRecord>[] {
  return names.map((name) => {
    if (name === "id") throw badRequest("The field 'id' can't hold None value.");
    const known = Object.hasOwn(nullable, name) ? nullable[name] : undefined;
    if (known !== undefined) return known;
    if (!Object.hasOwn(executionMembers, name)) throw badRequest(`'${name}' is not a valid field name.`);
    return { field: "id", op: "eq", value: null };
  });
}
