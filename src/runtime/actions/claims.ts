import type { Store } from "../../store/index.ts";
import type { Tally } from "../statistics.ts";
import { Shares, type Weights } from "../turns.ts";
import type { Executor } from "./executor.ts";

export interface ClaimsOptions {
  readonly store: Store;
  readonly executor: Executor;
  readonly nodeId: string;
  /** Names by which tasks can mean this node. */
  readonly targets: readonly string[];
  readonly weights: Weights;
  readonly tally: Tally;
  /** Watches over work that nobody waits for. */
  readonly inBackground: (what: string, work: Promise<unknown>) => void;
}

/**
 * Takes actions from the queue as long as this node has free places for them; projects take turns, so that the queue of one
 * does not keep the others waiting.
 */
export class Claims {
  readonly #options: ClaimsOptions;
  readonly #shares: Shares;
  #claiming: Promise<void> | undefined;
  #mayBeQueued = true;
  #isStopped = false;

  constructor(options: ClaimsOptions) {
    this.#options = options;
    this.#shares = new Shares(options.weights);
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

  /**
   * Takes a place for an action that is about to be committed, past the queue. Not while others wait in it: their turn is
   * before.
   *
   * @param target the nodes that it is meant for; null for any
   */
  reserve(actionId: string, target: string | null): boolean {
    const isMeant = target === null || this.#options.targets.includes(target);
    return isMeant && !this.#mayBeQueued && this.#claiming === undefined && this.#options.executor.reserve(actionId);
  }

  /** Waits until the question that is under way was answered. */
  async answered(): Promise<void> {
    await this.#claiming?.catch(() => {});
  }

  stop(): void {
    this.#isStopped = true;
  }

  async #claim(): Promise<void> {
    try {
      // Places that become free at the same moment are filled by one question.
      await new Promise<void>((resolve) => void setImmediate(resolve));
      // What is queued while the database answers sets it again, so that it is not overlooked.
      this.#mayBeQueued = false;
      if (await this.#fill(Math.max(1, this.#options.executor.free))) this.#mayBeQueued = true;
    } finally {
      this.#claiming = undefined;
    }
    // Not after an error: then the database is away, and the next heartbeat asks again.
    this.claim();
  }

  /**
   * Fills free places.
   *
   * @returns whether more may be queued than there were places for
   */
  async #fill(places: number): Promise<boolean> {
    const { store, executor, nodeId, targets, tally } = this.#options;
    /** Projects that have nothing more for this node. */
    const empty = new Set<string>();
    for (let left = places; left > 0;) {
      const limit = left + empty.size;
      const found = await store.queuedProjects(this.#shares.last, limit);
      const projects = found.filter((project) => !empty.has(project));
      if (projects.length === 0) return false;
      const shares = this.#shares.divide(projects, left);
      const actions = await store.claimActions({ nodeId, targets, shares });
      tally.actionsClaimed += actions.length;
      left -= actions.length;
      for (const action of actions) executor.run(action);
      const claimed = Map.groupBy(actions, ({ projectId }) => projectId);
      for (const share of shares) {
        if ((claimed.get(share.project)?.length ?? 0) < share.limit) empty.add(share.project);
      }
      if (found.length < limit && projects.every((project) => empty.has(project))) return false;
    }
    return true;
  }
}
