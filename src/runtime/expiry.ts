import type { ExecutionState } from "../core/model/index.ts";
import type { Store } from "../store/index.ts";
import type { Clock } from "./clock.ts";

/** What is kept of finished executions. */
export interface ExpiryRules {
  /** Milliseconds after its end after which an execution is deleted; for ever when undefined. */
  readonly olderThanMs: number | undefined;
  /** How many are kept, the youngest; all when undefined. */
  readonly maxFinished: number | undefined;
  /** Those that ended so are kept. */
  readonly ignoredStates: readonly ExecutionState[];
  /** Between two looks, in milliseconds. */
  readonly intervalMs: number;
  /** How many are deleted in one transaction. */
  readonly batchSize: number;
}

export interface ExpiryOptions {
  readonly store: Store;
  readonly clock: Clock;
  readonly rules: ExpiryRules;
  readonly onTrouble: (what: string, error: unknown) => void;
}

/** A pause between two batches at least, in milliseconds. */
const shortestPauseMs = 10;

/**
 * Deletes finished executions that are too old or too many, with all that belongs to them, and actions that ran without one.
 * Batches are small, and between two of them lies as much time as the last one took, so that those that run hardly notice.
 */
export class Expiry {
  readonly #options: ExpiryOptions;
  #takeBack: () => void = () => {};
  #looking: Promise<unknown> = Promise.resolve();
  #isStopped = false;
  #expired = 0;

  constructor(options: ExpiryOptions) {
    this.#options = options;
  }

  /** Executions that were deleted by this node. */
  get expired(): number {
    return this.#expired;
  }

  /** Looks from now on; not at all where everything is kept. */
  start(): void {
    const { olderThanMs, maxFinished } = this.#options.rules;
    if (olderThanMs !== undefined || maxFinished !== undefined) this.#wait(0);
  }

  async stop(): Promise<void> {
    this.#isStopped = true;
    this.#takeBack();
    await this.#looking;
  }

  /** Deletes what has expired by now, batch by batch. @throws the database's error */
  async look(): Promise<void> {
    const { store, clock, rules } = this.#options;
    const { olderThanMs, maxFinished, ignoredStates, batchSize: limit } = rules;
    const tooMany = maxFinished === undefined ? undefined : await store.finishedBeyond(maxFinished);
    if (tooMany !== undefined) {
      await this.#batches(() => store.expireExecutions({ upTo: tooMany, ignoredStates, limit }), true);
    }
    if (olderThanMs === undefined) return;
    const before = clock.now() - olderThanMs;
    const tooOld = { finishedAt: before, id: "" };
    await this.#batches(() => store.expireExecutions({ upTo: tooOld, ignoredStates, limit }), true);
    await this.#batches(() => store.expireActions(before, limit), false);
  }

  /** Until there is nothing left to delete, or the service stops. */
  async #batches(expire: () => Promise<number>, areExecutions: boolean): Promise<void> {
    const { clock, rules } = this.#options;
    while (!this.#isStopped) {
      const begunAt = clock.now();
      const count = await expire();
      if (areExecutions) this.#expired += count;
      if (count < rules.batchSize) return;
      const pauseMs = Math.max(shortestPauseMs, clock.now() - begunAt);
      await new Promise<void>((resolve) => {
        const takeBack = clock.after(pauseMs, resolve);
        this.#takeBack = () => {
          takeBack();
          resolve();
        };
      });
    }
  }

  #wait(delayMs: number): void {
    if (this.#isStopped) return;
    const { clock, rules, onTrouble } = this.#options;
    this.#takeBack = clock.after(delayMs, () => {
      this.#looking = this.look()
        .catch((error: unknown) => onTrouble("expiry", error))
        .finally(() => this.#wait(rules.intervalMs));
    });
  }
}
