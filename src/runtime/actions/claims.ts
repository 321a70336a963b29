import type { Store } from "../../store/index.ts";
import type { Tally } from "../statistics.ts";
import type { Executor } from "./executor.ts";

export interface ClaimsOptions {
  readonly store: Store;
  readonly executor: Executor;
  readonly nodeId: string;
  readonly tally: Tally;
  /** Watches over work that nobody waits for. */
  readonly inBackground: (what: string, work: Promise<unknown>) => void;
}

/** Takes actions from the queue as long as this node has free places for them. */
export class Claims {
  readonly #options: ClaimsOptions;
  #claiming: Promise<void> | undefined;
  #mayBeQueued = true;
  #isStopped = false;

  constructor(options: ClaimsOptions) {
    this.#options = options;
  }

  /** To be called when actions may have been queued. */
  look(): void {
    this.#mayBeQueued = true;
    this.claim();
  }

  /** To be called when a place became free. */
  claim(): void {
    if (this.#claiming !== undefined || this.#isStopped || !this.#mayBeQueued || this.#options.executor.free === 0)
      return;
    this.#claiming = this.#claim();
    this.#options.inBackground("claim", this.#claiming);
  }

  /** Waits until the question that is under way was answered. */
  async answered(): Promise<void> {
    await this.#claiming?.catch(() => {});
  }

  stop(): void {
    this.#isStopped = true;
  }

  async #claim(): Promise<void> {
    const { store, executor, nodeId, tally } = this.#options;
    try {
      // Places that become free at the same moment are filled by one question.
      await new Promise<void>((resolve) => void setImmediate(resolve));
      const places = Math.max(1, executor.free);
      // What is queued while the database answers sets it again, so that it is not overlooked.
      this.#mayBeQueued = false;
      const actions = await store.claimActions(nodeId, places);
      tally.actionsClaimed += actions.length;
      for (const action of actions) executor.run(action);
      if (actions.length >= places) this.#mayBeQueued = true;
    } finally {
      this.#claiming = undefined;
    }
    // Not after an error: then the database is away, and the next heartbeat asks again.
    this.claim();
  }
}
