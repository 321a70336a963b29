import type { TaskRecord } from "../../core/model/index.ts";
import { taskMembers } from "../shapes/task.ts";
import { flag, json, moment, tags, text, unusable, uuid, type Collection } from "./collection.ts";

/** Tasks of one execution: what follows from the path is no filter. */
export const executionTaskCollection: Collection<TaskRecord> = {
  name: "tasks",
  members: taskMembers,
  keys: Object.keys(taskMembers),
  filters: {
    created_at: moment("createdAt"),
    workflow_name: text("workflowName"),
    workflow_id: uuid("workflowId"),
    tags: tags("tags", "unique"),
    state: text("state"),
    state_info: text("stateInfo"),
    updated_at: moment("updatedAt"),
    name: text("name"),
    result: unusable("text"),
    published: json("published"),
    processed: flag("processed"),
    reset: unusable("boolean"),
    env: unusable("text"),
  },
  tieBreak: "ordinal",
  missing: (marker) => `Task execution not found [id=${marker}]`,
};

export const taskCollection: Collection<TaskRecord> = {
  ...executionTaskCollection,
  filters: {
    created_at: moment("createdAt"),
    workflow_name: text("workflowName"),
    workflow_id: uuid("workflowId"),
    tags: tags("tags", "unique"),
    state: text("state"),
    state_info: text("stateInfo"),
    updated_at: moment("updatedAt"),
    name: text("name"),
    workflow_execution_id: uuid("executionId"),
    result: unusable("text"),
    published: json("published"),
    processed: flag("processed"),
    reset: unusable("boolean"),
    env: unusable("text"),
  },
};
