import { setTimeout } from "node:timers/promises";

/**
 * Asks again and again until there is an answer; what is waited for happens in real time.
 *
 * @param ask undefined as long as it is not so
 * @returns undefined when the time is over
 */
export async function waitFor<T>(ask: () => Promise<T | undefined>, seconds: number): Promise<T | undefined> {
  const until = performance.now() + seconds * 1000;
  for (let pauseMs = 10; ; pauseMs = Math.min(pauseMs * 1.5, 300)) {
    const answer = await ask();
    if (answer !== undefined || performance.now() > until) return answer;
    await setTimeout(pauseMs);
  }
}

/** Real time passes. */
export async function pass(seconds: number): Promise<void> {
  await setTimeout(seconds * 1000);
}
