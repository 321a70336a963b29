/**
 * A bar that says how far something has come, and the numbers behind it.
 *
 * @param length characters of the bar alone
 */
export function progressBar(done: number, total: number, length: number): string {
  const filled = total === 0 ? length : Math.floor((Math.min(done, total) / total) * length);
  return `${"\u2588".repeat(filled)}${"\u2591".repeat(length - filled)} ${done}/${total}`;
}
