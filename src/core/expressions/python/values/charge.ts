import type { Meter } from "./meter.ts";

/** The meter of the evaluation that runs now. Evaluations do not interleave: each runs to its end in one go. */
let inForce: Meter | undefined;

/**
 * Runs an evaluation under its meter: whatever has none at hand (the text, the key, the equality of a value) is charged to
 * it. A list that holds another one twice, and so on, is small in memory but endless as a text.
 *
 * @param meter what counts
 * @param run the evaluation
 * @returns what `run` returns
 */
export function underMeter<T>(meter: Meter, run: () => T): T {
  const outer = inForce;
  inForce = meter;
  try {
    return run();
  } finally {
    inForce = outer;
  }
}

/**
 * Charges work in proportion to a text or collection, as steps, and checks that it is not too large.
 *
 * @param length characters or elements
 * @throws PyError BudgetExceeded
 */
export function charge(length: number): void {
  if (inForce === undefined) return;
  inForce.size(length);
  inForce.walk(1 + (length >> 4));
}
