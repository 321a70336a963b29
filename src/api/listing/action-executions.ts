import type { ActionRecord } from "../../core/model/index.ts";
import { actionExecutionMembers } from "../shapes/action-execution.ts";
import { flag, json, moment, tags, text, unusable, uuid, type Collection } from "./collection.ts";

const upToTask: Collection<ActionRecord>["filters"] = {
  created_at: moment("createdAt"),
  name: text("name"),
  tags: tags("tags", "text"),
  updated_at: moment("updatedAt"),
  workflow_name: text("workflowName"),
  task_name: text("taskName"),
};

const fromState: Collection<ActionRecord>["filters"] = {
  state: text("state"),
  state_info: text("stateInfo"),
  accepted: flag("accepted"),
  input: json("input"),
  output: json("output"),
  params: unusable("json"),
  description: text("description"),
};

/** Action executions of one task: what follows from the path is no filter. */
export const taskActionCollection: Collection<ActionRecord> = {
  name: "action_executions",
  members: actionExecutionMembers,
  keys: Object.keys(actionExecutionMembers),
  filters: { ...upToTask, ...fromState },
  tieBreak: "index",
  missing: (marker) => `ActionExecution not found [id=${marker}]`,
};

export const actionExecutionCollection: Collection<ActionRecord> = {
  ...taskActionCollection,
  filters: { ...upToTask, task_execution_id: uuid("taskId"), ...fromState },
};
