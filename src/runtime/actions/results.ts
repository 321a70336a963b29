import type { ActionRecord, ActionResult, Change, ExecutionEvent } from "../../core/model/index.ts";
import type { Store } from "../../store/index.ts";
import type { Clock } from "../clock.ts";
import { NotFound, Refused } from "../problems.ts";
import type { Tally } from "../statistics.ts";
import type { DirectActions } from "./direct-actions.ts";
import type { Report } from "./executor.ts";

export interface ResultsOptions {
  readonly store: Store;
  readonly clock: Clock;
  readonly tally: Tally;
  readonly directActions: DirectActions;
  /** Hands an event, or mere changes of rows, to an execution. */
  readonly post: (
    executionId: string,
    event: ExecutionEvent | undefined,
    from: { readonly isRequest?: boolean; readonly changes?: readonly Change[] },
  ) => Promise<unknown>;
  /** Tells workers that wait that there are actions for them. */
  readonly offered: () => Promise<void>;
  readonly isStopping: () => boolean;
  readonly onTrouble: (what: string, error: unknown) => void;
  /** Watches over work that nobody waits for. */
  readonly inBackground: (what: string, work: Promise<unknown>) => void;
}

/**
 * Results of actions on their way into executions. A result is accepted once: what comes after an action has ended changes
 * nothing and is counted, for it shows that a node was taken for dead that was not, or a receiver that answers twice.
 */
export class Results {
  readonly #options: ResultsOptions;

  constructor(options: ResultsOptions) {
    this.#options = options;
  }

  /** Takes what the executor says of an action. */
  reported(report: Report): void {
    const { directActions, post, offered, inBackground } = this.#options;
    const { action } = report;
    if (action.executionId === null) {
      const work =
        report.type === "finished"
          ? async () => this.#count(action, await directActions.finish(action, report.result))
          : () => directActions.handOver(action, report.dispatch).then(offered);
      return inBackground("action", this.#stubbornly(work));
    }
    if (report.type === "finished") {
      const event = { type: "actionFinished", actionId: action.id, result: report.result } as const;
      const told = post(action.executionId, event, {}).catch((error: unknown) => this.#refused(action.id, error));
      return inBackground(`execution ${action.executionId}`, told);
    }
    // It was handed over: nobody runs it any more, so it is not lost when this node dies.
    const set = { dispatch: report.dispatch, claimedBy: null };
    const stored = post(action.executionId, undefined, { changes: [{ type: "actionChanged", id: action.id, set }] });
    inBackground("action", report.dispatch === "none" ? stored : stored.then(offered));
  }

  /**
   * Takes the result of an action from outside.
   *
   * @throws NotFound when there is no such action, Refused when it is finished already
   */
  async complete(actionId: string, result: ActionResult): Promise<void> {
    const action = await this.#actionOf(actionId);
    const { executionId } = action;
    if (executionId === null) {
      if (!this.#count(action, await this.#options.directActions.finish(action, result)))
        throw alreadyCompleted(actionId);
      return;
    }
    try {
      await this.#options.post(executionId, { type: "actionFinished", actionId, result }, { isRequest: true });
    } catch (error) {
      if (error instanceof Refused) await this.#refused(actionId, error);
      throw error;
    }
  }

  /** Tells that an asynchronous action pauses, or goes on. @throws NotFound, Refused */
  async move(actionId: string, state: "PAUSED" | "RUNNING"): Promise<void> {
    const { store, post } = this.#options;
    const { executionId } = await this.#actionOf(actionId);
    if (executionId !== null) await post(executionId, { type: "actionMoved", actionId, state }, { isRequest: true });
    else if (!(await store.changeAction(actionId, { state }))) throw alreadyCompleted(actionId);
  }

  async #actionOf(actionId: string): Promise<ActionRecord> {
    const action = await this.#options.store.actions.get(actionId, "all");
    if (action === undefined) throw new NotFound(`ActionExecution not found [id=${actionId}]`);
    return action;
  }

  #count({ state }: Pick<ActionRecord, "state">, isAccepted: boolean): boolean {
    const { tally } = this.#options;
    if (isAccepted) return true;
    if (state === "SUCCESS") tally.resultsDoubled += 1;
    else tally.resultsLate += 1;
    return false;
  }

  /** @throws whatever is no refusal of a result */
  async #refused(actionId: string, error: unknown): Promise<void> {
    if (!(error instanceof Refused)) throw error;
    const ended = await this.#options.store.actions.get(actionId, "all");
    this.#count({ state: ended?.state ?? "ERROR" }, false);
  }

  /** Tries until the database takes it, or the service stops: a result that is not stored is lost. */
  async #stubbornly(work: () => Promise<unknown>): Promise<void> {
    const { clock, isStopping, onTrouble } = this.#options;
    for (let delayMs = 50; ; delayMs = Math.min(5000, 2 * delayMs)) {
      try {
        await work();
        return;
      } catch (error) {
        if (isStopping()) throw error;
        onTrouble("action", error);
      }
      await new Promise<void>((resolve) => void clock.after(delayMs, resolve));
    }
  }
}

function alreadyCompleted(actionId: string): Refused {
  return new Refused(`Action ${actionId} is already completed`);
}
