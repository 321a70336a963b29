import type { Num, Zone } from "../../../python/index.ts";
import {
  asFloat,
  epochOrdinal,
  isInt,
  microsPerDay,
  PyDateTime,
  PyError,
  PyTimeDelta,
  roundHalfEven,
  utc,
  valueError,
  lastOrdinal,
} from "../../../python/index.ts";

const secondsPerDay = 86_400;

/** Seconds of a platform's clock that can be told apart from an overflow. */
const maxSeconds = 2 ** 63;

/**
 * The datetime of a timestamp, as Python's `datetime.fromtimestamp` makes it: microseconds rounded half to even.
 *
 * @param timestamp seconds since 1970-01-01T00:00:00Z
 * @throws PyError ValueError or OverflowError when it is out of range
 */
export function datetimeAt(timestamp: Num, zone: Zone): PyDateTime {
  const number = asFloat(timestamp);
  if (Number.isNaN(number)) throw valueError("Invalid value NaN (not a number)");
  if (Math.abs(number) >= maxSeconds) {
    throw new PyError("OverflowError", "timestamp out of range for platform time_t");
  }
  let seconds = isInt(timestamp) ? number : Math.trunc(number);
  let micros = isInt(timestamp) ? 0 : roundHalfEven((number - seconds) * 1e6);
  if (micros < 0) {
    seconds -= 1;
    micros += 1e6;
  } else if (micros >= 1e6) {
    seconds += 1;
    micros -= 1e6;
  }
  const days = Math.floor(seconds / secondsPerDay);
  const ordinal = epochOrdinal + days;
  if (ordinal < 1 || ordinal > lastOrdinal) throw valueError(`year ${yearOf(days)} is out of range`);
  const utcTime = new PyDateTime(ordinal, (seconds - days * secondsPerDay) * 1e6 + micros, utc);
  return utcTime.plus(new PyTimeDelta(BigInt(zone.offset))).withZone(zone);
}

/** The year of the proleptic calendar, however far away. */
function yearOf(daysSinceEpoch: number): number {
  const cycles = Math.floor((daysSinceEpoch + epochOrdinal - 1) / 146_097);
  const rest = daysSinceEpoch + epochOrdinal - cycles * 146_097;
  return cycles * 400 + new PyDateTime(Math.max(1, rest), 0, null).date.year;
}

/** The present. */
export function presentTime(milliseconds: number, zone: Zone): PyDateTime {
  const days = Math.floor(milliseconds / (microsPerDay / 1000));
  const micros = Math.round(milliseconds * 1000 - days * microsPerDay);
  return new PyDateTime(epochOrdinal + days, micros, utc).plus(new PyTimeDelta(BigInt(zone.offset))).withZone(zone);
}
