import type { JsonMap } from "../../base/index.ts";
import type { ExecutionRecord, TaskRecord } from "../../model/index.ts";
import { showTime } from "./shown.ts";

/** What listeners are shown of an execution (Mistral 15, without its params, which may hold what is not for them). */
export function noticeOfExecution(execution: ExecutionRecord): JsonMap {
  return {
    id: execution.id,
    name: execution.workflowName,
    workflow_id: execution.workflowId,
    workflow_name: execution.workflowName,
    workflow_namespace: execution.workflowNamespace,
    root_execution_id: execution.parentTaskId === null ? null : execution.rootId,
    task_execution_id: execution.parentTaskId,
    project_id: execution.projectId,
    state: execution.state,
    state_info: execution.stateInfo,
    created_at: showTime(execution.createdAt),
    updated_at: showTime(execution.updatedAt),
    finished_at: timeOrNull(execution.finishedAt),
  };
}

/** What listeners are shown of a task (Mistral 15). */
export function noticeOfTask(task: TaskRecord): JsonMap {
  return {
    id: task.id,
    name: task.name,
    type: task.type,
    workflow_execution_id: task.executionId,
    workflow_id: task.workflowId,
    workflow_name: task.workflowName,
    workflow_namespace: task.workflowNamespace,
    project_id: task.projectId,
    state: task.state,
    state_info: task.stateInfo,
    created_at: showTime(task.createdAt),
    updated_at: showTime(task.updatedAt),
    started_at: timeOrNull(task.startedAt),
    finished_at: timeOrNull(task.finishedAt),
  };
}

function timeOrNull(milliseconds: number | null): string | null {
  return milliseconds === null ? null : showTime(milliseconds);
}
