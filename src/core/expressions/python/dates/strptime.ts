import { parseInteger } from "../numbers/parse.ts";
import { valueError } from "../values/error.ts";
import type { Meter } from "../values/meter.ts";
import { checkDay, fromOrdinal, toOrdinal, weekdayOf } from "./calendar.ts";
import type { Day } from "./calendar.ts";
import { dateTimeOf } from "./datetime.ts";
import type { PyDateTime } from "./datetime.ts";
import { monthNumber, weekdayIndex } from "./names.ts";
import { noMatch, timePattern } from "./strptime-pattern.ts";
import { microsPerSecond } from "./timedelta.ts";
import { standardZone } from "./zone.ts";
import type { Zone } from "./zone.ts";

/**
 * `datetime.strptime(text, format)` in the C locale.
 *
 * @returns a datetime with the zone that `%z` gives, else without zone
 * @throws PyError ValueError with Python's texts
 */
export function parseTime(text: string, format: string, meter: Meter): PyDateTime {
  const regex = timePattern(format);
  const match = regex.match(text, meter);
  if (match === null) throw noMatch(text, format);
  const rest = Array.from(text).slice(match.end(0)).join("");
  if (rest !== "") throw valueError(`unconverted data remains: ${rest}`);
  const found = new Map<string, string>();
  for (const [name, group] of regex.groupNames) found.set(name, match.group(group) ?? "");
  const fields = new TimeFields(found);
  const clock = {
    hour: fields.hour(),
    minute: fields.number("M") ?? 0,
    second: fields.number("S") ?? 0,
    microsecond: Number((found.get("f") ?? "").padEnd(6, "0")),
  };
  return dateTimeOf({ ...fields.day(), ...clock }, fields.zone());
}

/** What was read for each letter of the format. */
class TimeFields {
  private readonly found: ReadonlyMap<string, string>;

  constructor(found: ReadonlyMap<string, string>) {
    this.found = found;
  }

  number(letter: string): number | undefined {
    const text = this.found.get(letter);
    return text === undefined ? undefined : Number(parseInteger(text));
  }

  hour(): number {
    const twelve = this.number("I");
    if (twelve === undefined) return this.number("H") ?? 0;
    return this.found.get("p")?.toLowerCase() === "pm" ? (twelve % 12) + 12 : twelve % 12;
  }

  zone(): Zone | null {
    const text = this.found.get("z");
    if (text === undefined) return null;
    return standardZone(text === "Z" ? 0 : offsetOf(text), this.found.get("Z") ?? null);
  }

  day(): Day {
    const weekday = this.weekday();
    const isoYear = this.number("G");
    const isoWeekNumber = this.number("V");
    const year = this.year();
    const julian = this.number("j");
    checkIso(isoYear, isoWeekNumber, year, julian, weekday);
    const month = this.month();
    const day = this.number("d") ?? 1;
    const isLeapDay = year === undefined && month === 2 && day === 29;
    const knownYear = year ?? (isLeapDay ? 1904 : 1900);
    if (julian === undefined && weekday !== undefined) {
      const week = this.number("U") ?? this.number("W");
      if (week !== undefined) return dayOfWeek(knownYear, week, weekday, !this.found.has("U"));
      if (isoYear !== undefined && isoWeekNumber !== undefined) return isoDay(isoYear, isoWeekNumber, weekday);
    }
    if (julian !== undefined) return fromOrdinal(toOrdinal(knownYear, 1, 1) + julian - 1);
    checkDay(knownYear, month, day);
    return { year: isLeapDay ? 1900 : knownYear, month, day };
  }

  private year(): number | undefined {
    const short = this.number("y");
    return this.number("Y") ?? (short === undefined ? undefined : short <= 68 ? 2000 + short : 1900 + short);
  }

  private month(): number {
    const name = this.found.get("B") ?? this.found.get("b");
    return (name === undefined ? this.number("m") : monthNumber(name)) ?? 1;
  }

  /** Monday is 0. */
  private weekday(): number | undefined {
    const name = this.found.get("A") ?? this.found.get("a");
    if (name !== undefined) return weekdayIndex(name);
    const fromSunday = this.number("w");
    if (fromSunday !== undefined) return (fromSunday + 6) % 7;
    const fromMonday = this.number("u");
    return fromMonday === undefined ? undefined : fromMonday - 1;
  }
}

function checkIso(
  isoYear: number | undefined,
  isoWeekNumber: number | undefined,
  year: number | undefined,
  julian: number | undefined,
  weekday: number | undefined,
): void {
  const weekdayLetters = "a weekday directive ('%A', '%a', '%w', or '%u').";
  if (isoYear !== undefined) {
    if (julian !== undefined) {
      throw valueError(
        "Day of the year directive '%j' is not compatible with ISO year directive '%G'. Use '%Y' instead.",
      );
    }
    if (isoWeekNumber === undefined || weekday === undefined) {
      throw valueError(`ISO year directive '%G' must be used with the ISO week directive '%V' and ${weekdayLetters}`);
    }
  } else if (isoWeekNumber !== undefined) {
    throw valueError(
      year === undefined || weekday === undefined
        ? `ISO week directive '%V' must be used with the ISO year directive '%G' and ${weekdayLetters}`
        : "ISO week directive '%V' is incompatible with the year directive '%Y'. Use the ISO year '%G' instead.",
    );
  }
}

function dayOfWeek(year: number, week: number, weekday: number, startsOnMonday: boolean): Day {
  const shift = startsOnMonday ? 0 : 1;
  const first = (weekdayOf(toOrdinal(year, 1, 1)) + shift) % 7;
  const wanted = (weekday + shift) % 7;
  const julian = week === 0 ? 1 + wanted - first : 1 + ((7 - first) % 7) + 7 * (week - 1) + wanted;
  return fromOrdinal(toOrdinal(year, 1, 1) + julian - 1);
}

function isoDay(year: number, week: number, weekday: number): Day {
  const newYear = toOrdinal(year, 1, 1);
  const newYearWeekday = weekdayOf(newYear);
  const firstMonday = newYear - newYearWeekday + (newYearWeekday > 3 ? 7 : 0);
  return fromOrdinal(firstMonday + (week - 1) * 7 + weekday);
}

/** Microseconds of `+HH:MM[:SS[.ffffff]]`. */
function offsetOf(text: string): number {
  const isInconsistent = text.charAt(3) === ":" && text.length > 6 && text.charAt(6) !== ":";
  if (isInconsistent) throw valueError(`Inconsistent use of : in ${text}`);
  const [whole = "", fraction = ""] = text.slice(1).replaceAll(":", "").split(".");
  const seconds = Number(whole.slice(0, 2)) * 3600 + Number(whole.slice(2, 4)) * 60 + Number(whole.slice(4, 6) || "0");
  const micros = seconds * microsPerSecond + Number(fraction.padEnd(6, "0"));
  return text.startsWith("-") ? -micros : micros;
}
