import { valueError } from "../values/error.ts";

/** A day of the proleptic Gregorian calendar. */
export interface Day {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

const daysBeforeMonth = [0, 0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334];

/** The ordinal of the last day that Python's dates reach, 9999-12-31. */
export const lastOrdinal = 3_652_059;

/** The ordinal of 1970-01-01. */
export const epochOrdinal = 719_163;

function isLeapYear(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

/** How many days a month has. */
export function daysInMonth(year: number, month: number): number {
  if (month === 2) return isLeapYear(year) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/** The number of a day; 0001-01-01 is 1. */
export function toOrdinal(year: number, month: number, day: number): number {
  const before = year - 1;
  const leapDays = Math.floor(before / 4) - Math.floor(before / 100) + Math.floor(before / 400);
  return before * 365 + leapDays + dayOfYear(year, month, day);
}

/** The number of a day within its year; January 1st is 1. */
export function dayOfYear(year: number, month: number, day: number): number {
  return (daysBeforeMonth[month] ?? 0) + (month > 2 && isLeapYear(year) ? 1 : 0) + day;
}

/** The day with that ordinal. */
export function fromOrdinal(ordinal: number): Day {
  let rest = ordinal - 1;
  const cycles400 = Math.floor(rest / 146_097);
  rest -= cycles400 * 146_097;
  const cycles100 = Math.min(3, Math.floor(rest / 36_524));
  rest -= cycles100 * 36_524;
  const cycles4 = Math.floor(rest / 1461);
  rest -= cycles4 * 1461;
  const years = Math.min(3, Math.floor(rest / 365));
  rest -= years * 365;
  const year = cycles400 * 400 + cycles100 * 100 + cycles4 * 4 + years + 1;
  let month = 1;
  for (; rest >= daysInMonth(year, month); month++) rest -= daysInMonth(year, month);
  return { year, month, day: rest + 1 };
}

/** The day of the week, Monday is 0. */
export function weekdayOf(ordinal: number): number {
  return (ordinal + 6) % 7;
}

/** The ISO week of a day, and the year that week belongs to. */
export function isoWeek(ordinal: number): { year: number; week: number } {
  const thursday = ordinal - weekdayOf(ordinal) + 3;
  const year = thursday > lastOrdinal ? 10_000 : fromOrdinal(thursday).year;
  return { year, week: Math.floor((thursday - toOrdinal(year, 1, 1)) / 7) + 1 };
}

/** @throws PyError ValueError with Python's texts */
export function checkDay(year: number, month: number, day: number): void {
  if (!(year >= 1 && year <= 9999)) throw valueError(`year ${year} is out of range`);
  if (!(month >= 1 && month <= 12)) throw valueError("month must be in 1..12");
  if (!(day >= 1 && day <= daysInMonth(year, month))) throw valueError("day is out of range for month");
}
