import { valueError } from "../values/error.ts";
import { clockText, microsPerDay, microsPerSecond, PyTimeDelta, two } from "./timedelta.ts";

/**
 * A time zone with a fixed offset. The classes of Python that make one differ in their texts only, and those are visible
 * in `repr` and in `%Z`.
 */
export interface Zone {
  /** Microseconds east of Greenwich, less than a day either way. */
  readonly offset: number;
  readonly repr: string;
  /** What `%Z` prints; empty when the zone has no name. */
  readonly name: string;
}

/** dateutil's UTC, which YAQL gives to a datetime without a zone. */
export const utc: Zone = { offset: 0, repr: "tzutc()", name: "UTC" };

/** The zone of the machine, which for a workflow is UTC. */
export const localZone: Zone = { offset: 0, repr: "tzlocal()", name: "UTC" };

/**
 * dateutil's `tzoffset`.
 *
 * @param offset microseconds
 * @param name the name it prints, null for none
 */
export function offsetZone(offset: number, name: string | null): Zone {
  const shownName = name === null ? "None" : `'${name}'`;
  const seconds = Math.floor(offset / microsPerSecond);
  return { offset, repr: `tzoffset(${shownName}, ${seconds})`, name: name ?? "" };
}

/** `datetime.timezone`, made by `strptime`'s `%z` and by YAML. */
export function standardZone(offset: number, name: string | null): Zone {
  checkOffset(offset);
  if (offset === 0 && name === null) return { offset, repr: "datetime.timezone.utc", name: "UTC" };
  const delta = new PyTimeDelta(BigInt(offset)).repr("list");
  const repr = `datetime.timezone(${delta}${name === null ? "" : `, '${name}'`})`;
  return { offset, repr, name: name ?? (offset === 0 ? "UTC" : `UTC${offsetText(offset, ":")}`) };
}

/** `+03:00`, `-05:30`, with seconds and microseconds only where there are any. */
export function offsetText(offset: number, separator: string): string {
  const sign = offset < 0 ? "-" : "+";
  const size = Math.abs(offset);
  const minutes = Math.floor(size / (60 * microsPerSecond));
  const text = `${sign}${two(Math.floor(minutes / 60))}${separator}${two(minutes % 60)}`;
  const rest = size % (60 * microsPerSecond);
  return rest === 0 ? text : `${text}${separator}${clockText(rest, true).slice(6)}`;
}

/** @throws PyError ValueError when the offset is a day or more, as every use of such a zone does */
export function checkOffset(offset: number): void {
  if (Math.abs(offset) < microsPerDay) return;
  const shown = new PyTimeDelta(BigInt(offset)).repr("list");
  throw valueError(
    `offset must be a timedelta strictly between -timedelta(hours=24) and timedelta(hours=24), not ${shown}.`,
  );
}
