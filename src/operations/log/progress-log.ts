import { isFinal } from "../../core/model/index.ts";
import type { CommitListener } from "../../runtime/index.ts";

/** What of a logger is needed; pino's is one. */
interface Log {
  isLevelEnabled(level: string): boolean;
  info(fields: object, message: string): void;
  debug(fields: object, message: string): void;
}

/**
 * Writes into the log how executions go, with the ids by which the lines of one are found: at `debug` each start and end of an
 * execution and each end of a task, at `info` only executions that ended in ERROR.
 *
 * @returns to be told of every commit of this node
 */
export function logProgress(log: Log): CommitListener {
  return (_, { commit, children }, { execution, tasks }) => {
    if (!log.isLevelEnabled("info")) return;
    const isDetailed = log.isLevelEnabled("debug");
    const fields = {
      execution_id: execution.id,
      root_execution_id: execution.rootId,
      workflow_name: execution.workflowName,
      project_id: execution.projectId,
      ...(execution.trace === null ? {} : { trace_id: execution.trace.split("-")[1] }),
    };
    if (isDetailed && commit.expectedVersion === null) log.debug(fields, "execution started");
    for (const { execution: child } of isDetailed ? children : []) {
      const own = { execution_id: child.id, workflow_name: child.workflowName, parent_execution_id: execution.id };
      log.debug({ ...fields, ...own }, "execution started");
    }
    for (const change of commit.changes ?? []) {
      if (change.type === "executionChanged") {
        const { state } = change.set;
        if (state === undefined || !isFinal(state)) continue;
        const ended = { ...fields, state, state_info: execution.stateInfo };
        if (state === "ERROR") log.info(ended, "execution ended");
        else if (isDetailed) log.debug(ended, "execution ended");
        continue;
      }
      if (!isDetailed || (change.type !== "taskCreated" && change.type !== "taskChanged")) continue;
      const id = change.type === "taskCreated" ? change.task.id : change.id;
      const state = change.type === "taskCreated" ? change.task.state : change.set.state;
      const task = tasks.get(id);
      if (task === undefined || state === undefined || !isFinal(state)) continue;
      log.debug({ ...fields, task_id: id, task_name: task.name, state, state_info: task.stateInfo }, "task ended");
    }
  };
}

/**
 * The ids that a failure is about, for the log.
 *
 * @param what as the runtime says it: `execution ID`, `heartbeat` ...
 */
export function idsIn(what: string): { readonly execution_id?: string } {
  const [kind, id] = what.split(" ");
  return kind === "execution" && id !== undefined ? { execution_id: id } : {};
}
