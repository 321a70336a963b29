/** Whether the long forms are wanted. */
const isLong = process.env["OSTRO_LONG"] === "1";

/** How long one of these tests may take, in milliseconds. */
export const patienceMs = isLong ? 3_600_000 : 60_000;

/**
 * How often a property is tried: always with the same cases, so that a change of the code is what makes it fail; in the long
 * form with many others, or with those of `OSTRO_SEED`.
 *
 * @param runs cases by default
 * @param longRuns cases in the long form
 */
export function runsOf(runs: number, longRuns: number): { readonly numRuns: number; readonly seed?: number } {
  if (!isLong) return { numRuns: runs, seed: 1 };
  const seed = process.env["OSTRO_SEED"];
  return { numRuns: longRuns, ...(seed === undefined ? {} : { seed: Number(seed) }) };
}
