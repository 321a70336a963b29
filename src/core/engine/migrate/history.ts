import { isFinal, type TaskRecord } from "../../model/index.ts";
import type { Step } from "../state/step.ts";
import type { LiveState } from "../state/live-state.ts";

/** What of an execution has happened, task by task. */
export class History {
  /** Executions of tasks by name, oldest first. */
  readonly tasks: ReadonlyMap<string, readonly TaskRecord[]>;
  /** Ids of task executions whose choice waits in the backlog of a pause. */
  readonly #held: ReadonlySet<string>;

  constructor({ tasks, execution }: LiveState) {
    this.tasks = Map.groupBy(tasks.values(), ({ name }) => name);
    const backlog = Array.isArray(execution.backlog)
      ? (execution.backlog as readonly unknown[] as readonly Step[])
      : [];
    this.#held = new Set(backlog.flatMap((step) => (step.type === "run" ? (step.trigger?.taskId ?? []) : [])));
  }

  has(name: string): boolean {
    return this.tasks.has(name);
  }

  of(name: string): readonly TaskRecord[] {
    return this.tasks.get(name) ?? [];
  }

  /** Whether a task execution has ended and all that it chose was started. */
  isBehind(task: TaskRecord): boolean {
    return isFinal(task.state) && task.processed && !this.#held.has(task.id);
  }
}
