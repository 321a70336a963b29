import type { TimerRecord } from "../core/model/index.ts";
import type { Store } from "../store/index.ts";
import type { Clock } from "./clock.ts";

/** Timers read from the database at once, and most that fire at the same time. */
const batch = 500;
/** Time to the next look at timers that are due and not decided about, or at a database that was away. */
const retryMs = 5000;

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
    this.wake(this.#clock.now());
  }

  async stop(): Promise<void> {
    this.#isStopped = true;
    this.#takeBack?.();
    await this.#looking;
  }

  /** To be called when a fired timer's decision was stored, or must be taken again. */
  settled(timerId: string): void {
    this.#firing.delete(timerId);
    // Not with each one, as those that are firing are read again.
    if (this.#isBehind && this.#firing.size <= batch / 2) this.wake(this.#clock.now());
  }

  /**
   * Sees to it that there is a look at that time, if not before; to be called when a timer was stored here or seen there.
   *
   * @param at milliseconds since 1970-01-01T00:00:00Z; undefined when there is no timer
   */
  wake(at: number | undefined): void {
    if (at === undefined || this.#isStopped || at >= this.#wakeAt) return;
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
      if (this.#isBehind) return this.wake(this.#clock.now() + (this.#firing.size <= batch / 2 ? 0 : retryMs));
      const next = await this.#store.nextTimerAt();
      if (next !== undefined) this.wake(next <= this.#clock.now() ? this.#clock.now() + retryMs : next);
    } catch {
      // The database is away: what is due stays due, and is looked for again.
      this.wake(this.#clock.now() + retryMs);
    }
  }
}
