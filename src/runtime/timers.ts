import type { TimerRecord } from "../core/model/index.ts";
import type { Store } from "../store/index.ts";
import type { Clock } from "./clock.ts";

/** Timers read from the database at once, and most that fire at the same time. */
const batch = 500;
/** Longest time without a look at the database, in case another node set a timer. */
const longestWaitMs = 5000;

/** Fires stored timers when their time has come. A timer stays stored until the decision about it is. */
export class Timers {
  readonly #store: Store;
  readonly #clock: Clock;
  readonly #fire: (timer: TimerRecord) => void;
  readonly #firing = new Set<string>();
  #wakeAt = Infinity;
  /** Whether more may be due than are firing. */
  #isBehind = false;
  #takeBack: (() => void) | undefined;
  #isStopped = false;
  #looking: Promise<void> | undefined;

  constructor(store: Store, clock: Clock, fire: (timer: TimerRecord) => void) {
    this.#store = store;
    this.#clock = clock;
    this.#fire = fire;
  }

  /** Looks for timers that are due, now and from now on. */
  start(): void {
    this.#wake(this.#clock.now());
  }

  async stop(): Promise<void> {
    this.#isStopped = true;
    this.#takeBack?.();
    await this.#looking;
  }

  /** To be called when a timer was stored. */
  added(timer: TimerRecord): void {
    this.#wake(timer.at);
  }

  /** To be called when a fired timer's decision was stored, or must be taken again. */
  settled(timerId: string): void {
    this.#firing.delete(timerId);
    // Not with each one, as those that are firing are read again.
    if (this.#isBehind && this.#firing.size <= batch / 2) this.#wake(this.#clock.now());
  }

  #wake(at: number): void {
    if (this.#isStopped || at >= this.#wakeAt) return;
    this.#takeBack?.();
    this.#wakeAt = at;
    this.#takeBack = this.#clock.after(Math.max(0, at - this.#clock.now()), () => {
      this.#wakeAt = Infinity;
      this.#looking = this.#look();
    });
  }

  async #look(): Promise<void> {
    try {
      const due = await this.#store.dueTimers(this.#clock.now(), batch + this.#firing.size);
      this.#isBehind = due.length >= batch;
      for (const timer of due) {
        if (this.#firing.has(timer.id)) continue;
        this.#firing.add(timer.id);
        this.#fire(timer);
      }
      const next = this.#isBehind ? undefined : await this.#store.nextTimerAt();
      const now = this.#clock.now();
      const soonest = next === undefined || next <= now ? now + longestWaitMs : Math.min(next, now + longestWaitMs);
      this.#wake(this.#isBehind && this.#firing.size <= batch / 2 ? now : soonest);
    } catch {
      // The database is away: what is due stays due, and is looked for again.
      this.#wake(this.#clock.now() + longestWaitMs);
    }
  }
}
