import { PyError } from "../../values/error.ts";
import { daysInMonth, weekdayOf } from "../calendar.ts";
import { dateTimeOf, PyDateTime } from "../datetime.ts";
import { localZone, offsetZone, utc } from "../zone.ts";
import type { Zone } from "../zone.ts";
import { microsPerSecond } from "../timedelta.ts";
import type { ClockNumbers } from "./clock-numbers.ts";
import type { PartialDay } from "./day-numbers.ts";
import { readFreely } from "./reader.ts";
import type { FreeReading } from "./reader.ts";
import { namesUtc } from "./words.ts";

/**
 * Reads a date in any usual form, as python-dateutil does: month before day, parts that are not given taken from today's
 * midnight.
 *
 * @param now the present
 * @returns without zone where the text names none
 * @throws PyError ParserError
 */
export function parseFreeTime(text: string, now: PyDateTime): PyDateTime {
  const { year } = now.date;
  const centuryYear = (short: number): number => withCentury(short, year);
  const { reading, given } = readOrFail(text, centuryYear);
  const { days, clock } = reading;
  const fullYear =
    given.year === undefined || days.hasCentury || given.year >= 100 ? given.year : centuryYear(given.year);
  if (isEmpty(given, clock)) throw new PyError("ParserError", `String does not contain a date: ${text}`);
  try {
    return build({ ...given, year: fullYear }, clock, now).withZone(zoneOf(clock));
  } catch (error) {
    if (!(error instanceof PyError) || error.pyClass !== "ValueError") throw error;
    throw new PyError("ParserError", `${error.message}: ${text}`);
  }
}

function readOrFail(text: string, centuryYear: (year: number) => number): { reading: FreeReading; given: PartialDay } {
  try {
    const reading = readFreely(text, centuryYear);
    return { reading, given: reading.days.resolve() };
  } catch (error) {
    if (!(error instanceof PyError)) throw error;
    throw new PyError("ParserError", `Unknown string format: ${text}`);
  }
}

/** Two digits of a year mean the one that is less than fifty years away. */
function withCentury(short: number, thisYear: number): number {
  if (short >= 100) return short;
  const year = short + Math.floor(thisYear / 100) * 100;
  if (year >= thisYear + 50) return year - 100;
  return year < thisYear - 50 ? year + 100 : year;
}

function isEmpty(given: PartialDay, clock: ClockNumbers): boolean {
  const { hour, minute, second, weekday, zoneName, zoneOffset } = clock;
  return [given.year, given.month, given.day, hour, minute, second, weekday, zoneName, zoneOffset].every(
    (part) => part === undefined,
  );
}

function build(given: PartialDay, clock: ClockNumbers, now: PyDateTime): PyDateTime {
  const today = now.date;
  const year = given.year ?? today.year;
  const month = given.month ?? today.month;
  if (given.day === undefined && !(month >= 1 && month <= 12)) {
    throw new PyError("ValueError", `bad month number ${month}; must be 1-12`);
  }
  const day = given.day ?? Math.min(today.day, daysInMonth(year, month));
  const time = dateTimeOf(
    {
      year,
      month,
      day,
      hour: clock.hour ?? 0,
      minute: clock.minute ?? 0,
      second: clock.second ?? 0,
      microsecond: clock.microsecond ?? 0,
    },
    null,
  );
  // Only a weekday names no day: the next such weekday is meant.
  if (clock.weekday === undefined || (given.day !== undefined && given.day !== 0)) return time;
  const ahead = (clock.weekday - weekdayOf(time.ordinal) + 7) % 7;
  return new PyDateTime(time.ordinal + ahead, time.microsOfDay, null);
}

function zoneOf(clock: ClockNumbers): Zone | null {
  const { zoneName: name, zoneOffset: offset } = clock;
  if (name === undefined && offset === undefined) return null;
  if (name === "UTC" || name === "Z" || name === "z" || (name === undefined && offset === 0)) return localZone;
  if (offset === 0 || (name !== undefined && namesUtc(name))) return utc;
  return offset === undefined ? null : offsetZone(offset * microsPerSecond, name ?? null);
}
