import { isFinal, type TaskRecord } from "../../model/index.ts";
import { hasRoom } from "./items.ts";

/** Which tasks of an execution are in a situation that the engine looks for. */
const situations = {
  unfinished: (task: TaskRecord) => !isFinal(task.state),
  /** Ended while the execution was paused: its transitions wait for the resume. */
  unprocessed: (task: TaskRecord) => isFinal(task.state) && !task.processed,
  failed: (task: TaskRecord) => task.state === "ERROR",
  cancelled: (task: TaskRecord) => task.state === "CANCELLED",
  idle: (task: TaskRecord) => task.state === "IDLE",
  waiting: (task: TaskRecord) => task.state === "WAITING",
  delayed: (task: TaskRecord) => task.state === "DELAYED",
  paused: (task: TaskRecord) => task.state === "PAUSED",
  /** Nothing follows it: its variables are in the final context. */
  last: (task: TaskRecord) => isFinal(task.state) && task.next.length === 0,
  /** `with-items` that could start more items at once. */
  growing: (task: TaskRecord) => hasRoom(task),
} as const satisfies Record<string, (task: TaskRecord) => boolean>;

export type Situation = keyof typeof situations;

const names = Object.keys(situations) as Situation[];

/** Whether a task is in the situation. */
export function isIn(situation: Situation, task: TaskRecord): boolean {
  return situations[situation](task);
}

/** Finds tasks by name and by situation without looking at all of them. */
export class TaskIndex {
  readonly #bySituation = new Map<Situation, Set<string>>(names.map((name) => [name, new Set<string>()]));
  readonly #byName = new Map<string, string[]>();

  /** Ids of the tasks in the situation. */
  in(situation: Situation): ReadonlySet<string> {
    return this.#bySituation.get(situation) ?? new Set();
  }

  /** Ids of the executions of a task, oldest first. */
  named(name: string): readonly string[] {
    return this.#byName.get(name) ?? [];
  }

  /** Takes note of a task as it is now; `before` is undefined for a new one. */
  place(task: TaskRecord, before: TaskRecord | undefined): void {
    if (before === undefined) {
      const ids = this.#byName.get(task.name);
      if (ids === undefined) this.#byName.set(task.name, [task.id]);
      else ids.push(task.id);
    }
    for (const [situation, ids] of this.#bySituation) {
      if (isIn(situation, task)) ids.add(task.id);
      else ids.delete(task.id);
    }
  }
}
