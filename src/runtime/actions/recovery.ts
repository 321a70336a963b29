import type { ActionRecord, ActionResult } from "../../core/model/index.ts";
import type { ActionRegistry } from "../../actions/index.ts";
import type { Store } from "../../store/index.ts";
import type { Tally } from "../statistics.ts";
import { isWorkerId } from "../workers/worker-id.ts";

export interface RecoveryOptions {
  readonly store: Store;
  readonly actions: ActionRegistry;
  /** This node, which is not dead, however late its lease was renewed. */
  readonly nodeId: string;
  /** `always` lets every lost action run again; `safe` only those whose task says `safe-rerun`. */
  readonly rerunLostActions: "safe" | "always";
  readonly tally: Tally;
  /** Ends an action of a workflow with an error. */
  readonly fail: (action: ActionRecord, result: ActionResult) => void;
  /** Called when actions went back to the queue. */
  readonly onQueued: () => void;
}

const batch = 500;

/**
 * Deals with actions whose node is gone: claimed, and never reported. An action is not run twice without leave (Mistral's
 * rule), so only those with `safe-rerun` go back to the queue, unless the deployment says otherwise.
 *
 * @returns how many went back and how many were failed
 */
export async function recoverActions(options: RecoveryOptions): Promise<{ requeued: number; failed: number }> {
  const { store, nodeId, tally } = options;
  const counts = { requeued: 0, failed: 0 };
  const seen = new Set<string>();
  for (;;) {
    const found = await store.orphanedActions(batch + seen.size);
    const orphans = found.filter(({ id, claimedBy }) => claimedBy !== nodeId && !seen.has(id));
    if (orphans.length === 0) break;
    for (const { id } of orphans) seen.add(id);
    const again = orphans.filter((action) => mayRunAgain(action, options));
    counts.requeued += await requeue(store, again);
    for (const action of orphans) {
      if (again.includes(action)) continue;
      counts.failed += 1;
      await end(action, options);
    }
  }
  tally.actionsRequeued += counts.requeued;
  tally.actionsLost += counts.failed;
  if (counts.requeued > 0) options.onQueued();
  return counts;
}

/** What was only to be offered to workers was not begun by the node that is gone. */
function mayRunAgain(action: ActionRecord, { actions, rerunLostActions }: RecoveryOptions): boolean {
  const isOffered = actions.get(action.run.action)?.isOffered === true && !isWorkerId(action.claimedBy ?? "");
  return action.isSafeToRerun || rerunLostActions === "always" || isOffered;
}

async function requeue(store: Store, actions: readonly ActionRecord[]): Promise<number> {
  let count = 0;
  for (const [node, ofNode] of Map.groupBy(actions, (action) => action.claimedBy ?? "")) {
    count += (
      await store.requeueActions(
        ofNode.map(({ id }) => id),
        node,
      )
    ).length;
  }
  return count;
}

async function end(action: ActionRecord, { store, fail }: RecoveryOptions): Promise<void> {
  const value =
    `The ${isWorkerId(action.claimedBy ?? "") ? "" : "node "}${action.claimedBy ?? "?"} that ran this action is gone before it reported a result. The action may have been ` +
    `done or not; it is not run again, because its task does not say 'safe-rerun: true'. [action_ex_id=${action.id}]`;
  if (action.executionId !== null) return fail(action, { state: "ERROR", value });
  await store.changeAction(action.id, { state: "ERROR", output: { result: value }, dispatch: "none", claimedBy: null });
}
