/** Time and chance, handed in so that a test can hold them. */
export interface Clock {
  /** Milliseconds since 1970-01-01T00:00:00Z. */
  now(): number;
  /**
   * Calls back once after a delay.
   *
   * @param delayMs milliseconds, at least 0
   * @returns a function that takes it back
   */
  after(delayMs: number, callback: () => void): () => void;
}

const longestDelayMs = 2 ** 31 - 1;

/** The clock of the machine. A waiting callback does not keep the process alive. */
export const systemClock: Clock = {
  now: () => Date.now(),
  after(delayMs, callback) {
    const timer = setTimeout(callback, Math.min(Math.max(0, delayMs), longestDelayMs));
    timer.unref();
    return () => clearTimeout(timer);
  },
};
