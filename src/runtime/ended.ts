import { isFinal, type ExecutionRecord } from "../core/model/index.ts";
import type { Store } from "../store/index.ts";
import type { Clock } from "./clock.ts";
import { NotFound } from "./problems.ts";
import type { Runtime } from "./runtime.ts";

/** Longest time without a look at the database, in case another node ended the execution. */
const pollMs = 1000;

/**
 * Waits until an execution is over.
 *
 * @returns the execution as it ended
 * @throws NotFound when there is none, or it was deleted meanwhile; the database's error
 */
export async function whenEnded(
  id: string,
  store: Pick<Store, "executions">,
  runtime: Pick<Runtime, "onCommitted">,
  clock: Clock,
): Promise<ExecutionRecord> {
  for (;;) {
    let takeBack = () => {};
    let stopListening = () => {};
    const moved = new Promise<void>((resolve) => {
      takeBack = clock.after(pollMs, resolve);
      stopListening = runtime.onCommitted((changed) => {
        if (changed === id) resolve();
      });
    });
    try {
      const execution = await store.executions.get(id, "all");
      if (execution === undefined) throw new NotFound(`WorkflowExecution not found [id=${id}]`);
      if (isFinal(execution.state)) return execution;
      await moved;
    } finally {
      takeBack();
      stopListening();
    }
  }
}
