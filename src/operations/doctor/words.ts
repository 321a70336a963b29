const units = [
  ["d", 86_400_000],
  ["h", 3_600_000],
  ["min", 60_000],
  ["s", 1000],
] as const;

/**
 * A time as people say it, in the two largest units that it fills: `2 h 5 min`.
 *
 * @param milliseconds at least 0
 */
export function spell(milliseconds: number): string {
  const first = units.findIndex(([, size]) => milliseconds >= size);
  if (first === -1) return "less than 1 s";
  const parts: string[] = [];
  let left = milliseconds;
  for (const [unit, size] of units.slice(first, first + 2)) {
    const count = Math.floor(left / size);
    left -= count * size;
    if (count > 0) parts.push(`${count} ${unit}`);
  }
  return parts.join(" ");
}

/** `1 action`, `2 actions`. */
export function count(number: number, thing: string): string {
  return `${number} ${thing}${number === 1 ? "" : "s"}`;
}

/** A moment that is to come, or should have: `at 2026-01-01T00:00:00.000Z, in 5 s`. */
export function moment(at: number, now: number): string {
  const distance = at >= now ? `in ${spell(at - now)}` : `${spell(now - at)} late`;
  return `at ${new Date(at).toISOString()}, ${distance}`;
}
