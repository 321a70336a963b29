import type { Change } from "../../core/model/index.ts";
import type { Runtime } from "../../runtime/index.ts";

/** What a commit touched. */
export interface Touched {
  readonly executionId: string;
  /** Executions that it created, which may be others than the one it belongs to. */
  readonly created: readonly string[];
  readonly tasks: readonly string[];
}

type Watcher = (touched: Touched) => void;

/** Tells those who watch what each commit of this node touched: one listener at the runtime, however many watch. */
export class Watchers {
  readonly #watchers = new Set<Watcher>();

  constructor(runtime: Runtime) {
    runtime.onCommitted((executionId, { commit, children }) => {
      if (this.#watchers.size === 0) return;
      const created = children.map(({ execution }) => execution.id);
      const touched = { executionId, created, tasks: tasksIn(commit.changes ?? []) };
      for (const watcher of this.#watchers) watcher(touched);
    });
  }

  /** @returns a function that ends the watching */
  add(watcher: Watcher): () => void {
    this.#watchers.add(watcher);
    return () => void this.#watchers.delete(watcher);
  }
}

function tasksIn(changes: readonly Change[]): string[] {
  return changes.flatMap((change) => {
    if (change.type === "taskCreated") return [change.task.id];
    return change.type === "taskChanged" ? [change.id] : [];
  });
}
