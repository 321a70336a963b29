import { setTimeout as sleep } from "node:timers/promises";
import { Float, type Json } from "../../core/base/index.ts";

/**
 * Reads a number of seconds as Python's `int()` does; what is no number counts as 0, as in Mistral's sleep action.
 *
 * @param value the argument
 * @returns seconds, never negative
 */
export function seconds(value: Json | undefined): number {
  const number =
    value instanceof Float ? value.value : Number(typeof value === "string" ? value.trim() || "none" : value);
  return Number.isFinite(number) ? Math.max(0, number) : 0;
}

/**
 * Waits.
 *
 * @param duration seconds
 * @param signal ends the wait early with its own reason
 * @throws the reason of the signal
 */
export async function pause(duration: number, signal: AbortSignal): Promise<void> {
  await sleep(duration * 1000, undefined, { signal });
}
