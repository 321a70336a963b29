import type { RuntimeObserver, RuntimeStatistics } from "../statistics.ts";
import type { CommitResult, ExecutionCommit, Store } from "../../store/index.ts";

interface Waiting {
  readonly commit: ExecutionCommit;
  readonly resolve: (result: CommitResult) => void;
  readonly reject: (error: unknown) => void;
}

/** At most this many executions share a transaction, so that none waits long for the others. */
const largestBatch = 256;

type CommitCounts = Pick<RuntimeStatistics, "transactions" | "executions" | "stale" | "commitsWaiting">;

/**
 * Group commit: what lanes decide while one transaction is under way goes into the next one together, so that many
 * executions share one write to disk.
 */
export class Committer {
  readonly #store: Store;
  readonly #now: () => number;
  readonly #observer: RuntimeObserver;
  readonly #waiting: Waiting[] = [];
  #running: Promise<void> | undefined;
  #transactions = 0;
  #executions = 0;
  #stale = 0;

  /** @param now milliseconds, to tell the observer how long commits take */
  constructor(store: Store, now: () => number, observer: RuntimeObserver) {
    this.#store = store;
    this.#now = now;
    this.#observer = observer;
  }

  /**
   * Stores a decision with whatever else is ready.
   *
   * @returns whether it was stored or was stale
   * @throws the database's error; then it is unknown whether anything was stored
   */
  submit(commit: ExecutionCommit): Promise<CommitResult> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ commit, resolve, reject });
      this.#running ??= this.#drain();
    });
  }

  /** Waits until nothing is left to store. */
  async settle(): Promise<void> {
    while (this.#running !== undefined) await this.#running;
  }

  counts(): CommitCounts {
    const waiting = this.#waiting.length;
    return {
      transactions: this.#transactions,
      executions: this.#executions,
      stale: this.#stale,
      commitsWaiting: waiting,
    };
  }

  async #drain(): Promise<void> {
    // One turn of the event loop lets the lanes that are ready at this moment join the first batch.
    await new Promise<void>((resolve) => void setImmediate(resolve));
    while (this.#waiting.length > 0) await this.#write(this.#waiting.splice(0, largestBatch));
    this.#running = undefined;
  }

  async #write(batch: readonly Waiting[]): Promise<void> {
    const begunAt = this.#now();
    try {
      const results = await this.#store.commit(batch.map(({ commit }) => commit));
      this.#transactions += 1;
      this.#executions += batch.length;
      this.#stale += results.filter((result) => result === "stale").length;
      this.#observer.committed?.(batch.length, this.#now() - begunAt);
      batch.forEach(({ resolve }, i) => resolve(results[i] ?? "stale"));
    } catch (error) {
      for (const { reject } of batch) reject(error);
    }
  }
}
