const pattern =
  /^(?<year>\d{4})-(?<month>1[0-2]|0?[1-9])-(?<day>3[01]|[12]\d|0?[1-9])\s+(?<hour>2[0-3]|[01]?\d):(?<minute>[0-5]?\d)/;

/**
 * Reads a time as `YYYY-MM-DD HH:MM` in UTC, as Mistral does (Python's strptime).
 *
 * @returns milliseconds since 1970-01-01T00:00:00Z, or the message that says why it is no time
 */
export function readFirstTime(text: string): number | string {
  const found = pattern.exec(text);
  if (found === null) return `time data '${text}' does not match format '%Y-%m-%d %H:%M'`;
  const rest = text.slice(found[0].length);
  if (rest !== "") return `unconverted data remains: ${rest}`;
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0] = found.slice(1).map(Number);
  const at = new Date(0);
  at.setUTCFullYear(year, month - 1, day);
  at.setUTCHours(hour, minute);
  return at.getUTCDate() === day && year > 0 ? at.getTime() : "day is out of range for month";
}
