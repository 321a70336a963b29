/**
 * A time as Mistral writes it: UTC, whole seconds, no zone.
 *
 * @param at milliseconds since 1970-01-01T00:00:00Z
 */
export function timeText(at: number | null): string | null {
  return at === null ? null : new Date(at).toISOString().slice(0, 19).replace("T", " ");
}

const written = /^\s*(\d{4})(?:-(\d\d?)(?:-(\d\d?))?)?(?:[T ](\d\d?):(\d\d)(?::(\d\d)(?:\.\d+)?)?)?(?:Z|\+00:?00)?\s*$/;
const dayMs = 86_400_000;

/**
 * Reads a time of a filter: `2026-11-24 13:05:00` (also with `T`, or shorter), UTC, or one of PostgreSQL's words.
 *
 * @param now milliseconds since 1970-01-01T00:00:00Z
 * @returns milliseconds since 1970-01-01T00:00:00Z, whole seconds; undefined when it is none
 */
export function readTime(text: string, now: number): number | undefined {
  const today = Math.floor(now / dayMs) * dayMs;
  switch (text.trim().toLowerCase()) {
    case "now":
      return Math.floor(now / 1000) * 1000;
    case "today":
      return today;
    case "yesterday":
      return today - dayMs;
    case "tomorrow":
      return today + dayMs;
  }
  const match = written.exec(text);
  if (match === null) return undefined;
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0] = match
    .slice(1)
    .map((part: string | undefined) => (part === undefined ? undefined : Number(part)));
  const at = Date.UTC(year, month - 1, day, hour, minute, second);
  return month < 1 || month > 12 || day < 1 || day > 31 || hour > 23 || minute > 59 || second > 59 ? undefined : at;
}
