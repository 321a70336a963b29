import type { Clock } from "./clock.ts";

/** Has something looked at when its time has come: one look at a time, and never none to come. */
export class Alarm {
  readonly #clock: Clock;
  readonly #look: () => Promise<number>;
  #wakeAt = Infinity;
  #takeBack: (() => void) | undefined;
  #looking: Promise<void> = Promise.resolve();
  #isStarted = false;
  #isStopped = false;

  /** @param look does what is due, throws nothing, and says when to look again, in milliseconds since 1970-01-01T00:00:00Z; never when infinite */
  constructor(clock: Clock, look: () => Promise<number>) {
    this.#clock = clock;
    this.#look = look;
  }

  get isStopped(): boolean {
    return this.#isStopped;
  }

  /** Looks now and from now on. */
  start(): void {
    this.#isStarted = true;
    this.now();
  }

  /** Sees to it that there is a look at once. */
  now(): void {
    this.wake(this.#clock.now());
  }

  /** Waits for a look that is under way. May be called twice. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    this.#takeBack?.();
    await this.#looking;
  }

  /** Sees to it that there is a look at that time, if not before; one that was not started, because others do the work, stays so. */
  wake(at: number | undefined): void {
    if (at === undefined || !this.#isStarted || this.#isStopped || at >= this.#wakeAt) return;
    this.#takeBack?.();
    this.#wakeAt = at;
    this.#takeBack = this.#clock.after(Math.max(0, at - this.#clock.now()), () => {
      this.#wakeAt = Infinity;
      this.#looking = this.#lookAfter(this.#looking);
    });
  }

  async #lookAfter(before: Promise<void>): Promise<void> {
    await before;
    if (!this.#isStopped) this.wake(await this.#look());
  }
}
