import { Counter, Histogram, type Registry } from "prom-client";
import { isFinal, type Change, type TaskState } from "../../core/model/index.ts";
import type { CommitListener } from "../../runtime/index.ts";
import { executionSeconds } from "./buckets.ts";

/**
 * Counts executions and tasks as they begin and end, from the commits that say so.
 *
 * @returns to be told of every commit of this node
 */
export function countProgress(registry: Registry): CommitListener {
  const registers = [registry];
  const started = new Counter({
    name: "ostro_executions_started_total",
    help: "Executions that were started, sub-workflows too.",
    registers,
  });
  const finished = new Histogram({
    name: "ostro_execution_duration_seconds",
    help: "How long executions took from their creation to their end, in seconds, by the state they ended in.",
    labelNames: ["state"],
    buckets: executionSeconds,
    registers,
  });
  const tasks = new Counter({
    name: "ostro_tasks_finished_total",
    help: "Tasks that ended, by the state they ended in.",
    labelNames: ["state"],
    registers,
  });
  return (_, { commit, children }, { execution }) => {
    if (commit.expectedVersion === null) started.inc();
    if (children.length > 0) started.inc(children.length);
    for (const change of commit.changes ?? []) {
      const state = change.type === "taskCreated" ? change.task.state : stateSet(change);
      if (state === undefined || !isFinal(state)) continue;
      if (change.type === "executionChanged") {
        finished.observe({ state }, ((execution.finishedAt ?? execution.updatedAt) - execution.createdAt) / 1000);
      } else tasks.inc({ state });
    }
  };
}

/** The state that a change leads to, of an execution or a task; undefined where it leads to none. */
function stateSet(change: Change): TaskState | undefined {
  return change.type === "executionChanged" || change.type === "taskChanged" ? change.set.state : undefined;
}
