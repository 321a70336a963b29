import type { Meter } from "../values/meter.ts";
import { dayOfYear, isoWeek, weekdayOf } from "./calendar.ts";
import type { PyDateTime } from "./datetime.ts";
import { monthNames, weekdayNames } from "./names.ts";
import { two } from "./timedelta.ts";
import { offsetText } from "./zone.ts";

type Field = (time: PyDateTime) => string;

const composite: Record<string, string> = {
  c: "%a %b %e %H:%M:%S %Y",
  D: "%m/%d/%y",
  F: "%Y-%m-%d",
  h: "%b",
  r: "%I:%M:%S %p",
  R: "%H:%M",
  T: "%H:%M:%S",
  x: "%m/%d/%y",
  X: "%H:%M:%S",
};

const fields: Record<string, Field> = {
  a: (time) => weekdayName(time).slice(0, 3),
  A: weekdayName,
  b: (time) => monthName(time).slice(0, 3),
  B: monthName,
  C: (time) => String(Math.floor(time.date.year / 100)),
  d: (time) => two(time.date.day),
  e: (time) => String(time.date.day).padStart(2),
  f: (time) => String(time.microsecond).padStart(6, "0"),
  g: (time) => two(isoWeek(time.ordinal).year % 100),
  G: (time) => String(isoWeek(time.ordinal).year),
  H: (time) => two(time.hour),
  I: (time) => two(time.hour % 12 || 12),
  j: (time) => String(yearDay(time)).padStart(3, "0"),
  k: (time) => String(time.hour).padStart(2),
  l: (time) => String(time.hour % 12 || 12).padStart(2),
  m: (time) => two(time.date.month),
  M: (time) => two(time.minute),
  n: () => "\n",
  p: (time) => (time.hour < 12 ? "AM" : "PM"),
  P: (time) => (time.hour < 12 ? "am" : "pm"),
  s: (time) => String((time.withZone(null).epochMicros - BigInt(time.microsecond)) / 1_000_000n),
  S: (time) => two(time.second),
  t: () => "\t",
  u: (time) => String(weekdayOf(time.ordinal) + 1),
  U: (time) => two(Math.floor((yearDay(time) + 6 - ((weekdayOf(time.ordinal) + 1) % 7)) / 7)),
  V: (time) => two(isoWeek(time.ordinal).week),
  w: (time) => String((weekdayOf(time.ordinal) + 1) % 7),
  W: (time) => two(Math.floor((yearDay(time) + 6 - weekdayOf(time.ordinal)) / 7)),
  y: (time) => two(time.date.year % 100),
  Y: (time) => String(time.date.year),
  z: (time) => (time.zone === null ? "" : offsetText(time.zone.offset, "")),
  Z: (time) => time.zone?.name ?? "",
  "%": () => "%",
};

/**
 * `time.strftime(format)` in the C locale, with glibc's letters and its padding flags (`%-d`, `%_d`, `%^a`, `%3d`); an unknown letter stays
 * as it is typed.
 */
export function formatTime(time: PyDateTime, format: string, meter: Meter): string {
  return format.replaceAll(
    /%([-_0^#]*)([0-9]*)[EO]?([\s\S])?/gu,
    (typed: string, flags: string, width: string, letter?: string) => {
      if (letter === undefined) return typed;
      const inner = composite[letter];
      const field = fields[letter];
      if (inner === undefined && field === undefined) return typed;
      const text = inner === undefined ? (field?.(time) ?? "") : formatTime(time, inner, meter);
      return applyFlags(text, flags, width, letter, meter);
    },
  );
}

function applyFlags(text: string, flags: string, width: string, letter: string, meter: Meter): string {
  if (flags === "" && width === "") return text;
  let out = text;
  const isNumber = /^[0-9 ]+$/.test(text);
  if (flags.includes("-") && isNumber) out = out.replace(/^[0 ]+(?=.)/, "");
  if (flags.includes("_") && isNumber) out = out.replace(/^0+(?=.)/, (zeros) => " ".repeat(zeros.length));
  if (flags.includes("0") && isNumber) out = out.replaceAll(" ", "0");
  if (flags.includes("^")) out = out.toUpperCase();
  if (flags.includes("#")) out = letter === "p" || letter === "Z" ? out.toLowerCase() : out.toUpperCase();
  if (width === "") return out;
  meter.size(Number(width));
  return out.padStart(Number(width), isNumber && !flags.includes("_") && !text.startsWith(" ") ? "0" : " ");
}

function weekdayName(time: PyDateTime): string {
  return weekdayNames[weekdayOf(time.ordinal)] ?? "";
}

function monthName(time: PyDateTime): string {
  return monthNames[time.date.month - 1] ?? "";
}

function yearDay(time: PyDateTime): number {
  const { year, month, day } = time.date;
  return dayOfYear(year, month, day);
}
