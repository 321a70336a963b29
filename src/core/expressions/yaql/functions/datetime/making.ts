import { dateTimeOf, parseFreeTime, parseTime, PyDateTime, PyTimeDelta, utc } from "../../../python/index.ts";
import { define } from "../../registry/definition.ts";
import { arg, defaulted } from "../../registry/parameter.ts";
import { any, int, nullable, number, strictInt, string } from "../../registry/types.ts";
import { datetimeAt, presentTime } from "./instant.ts";
import { timespan } from "./types.ts";
import { zoneOf } from "./zone.ts";

const noTime = new PyTimeDelta(0n);

/** Datetimes and timespans from numbers and texts. */
export const makingFunctions = [
  define({
    name: "datetime",
    kind: "function",
    args: [
      arg("year", int),
      arg("month", int),
      arg("day", int),
      defaulted("hour", int, 0),
      defaulted("minute", int, 0),
      defaulted("second", int, 0),
      defaulted("microsecond", int, 0),
      defaulted("offset", timespan, noTime),
    ],
    doc: "A datetime from its parts; `offset` is how far its clock is ahead of UTC.",
    example: { expr: "str(datetime(2026, 11, 24, 9, 30))", result: "2026-11-24 09:30:00+00:00" },
    run: (_context, year, month, day, hour, minute, second, microsecond, offset) =>
      dateTimeOf(
        {
          year: Number(year),
          month: Number(month),
          day: Number(day),
          hour: Number(hour),
          minute: Number(minute),
          second: Number(second),
          microsecond: Number(microsecond),
        },
        zoneOf(offset),
      ),
  }),
  define({
    name: "datetime",
    kind: "function",
    args: [arg("timestamp", number), defaulted("offset", timespan, noTime)],
    doc: "The datetime that is so many seconds after the beginning of 1970 (UTC).",
    example: { expr: "str(datetime(86400))", result: "1970-01-02 00:00:00+00:00" },
    run: (_context, timestamp, offset) => datetimeAt(timestamp, zoneOf(offset)),
  }),
  define({
    name: "datetime",
    kind: "function",
    args: [arg("string", string), defaulted("format", nullable(string), null)],
    doc:
      "A datetime from a text: read with a format of `%` letters, or freely in any usual form (month before day). Without a " +
      "zone it is UTC.",
    example: { expr: "datetime('24.11.2026', '%d.%m.%Y') = datetime('Nov 24, 2026')", result: true },
    run: (context, text, format) => {
      const { meter, functions } = context.evaluation;
      const time =
        format === null || format === ""
          ? parseFreeTime(text, presentTime(functions.now(), utc))
          : parseTime(text, format, meter);
      return time.zone === null ? time.withZone(utc) : time;
    },
  }),
  define({
    name: "timespan",
    kind: "function",
    args: [
      defaulted("days", int, 0),
      defaulted("hours", int, 0),
      defaulted("minutes", int, 0),
      defaulted("seconds", strictInt, 0),
      defaulted("milliseconds", strictInt, 0),
      defaulted("microseconds", strictInt, 0),
    ],
    doc: "A length of time, the sum of its parts; parts may be negative.",
    example: { expr: "timespan(days => 1, hours => 2, minutes => 3).hours = 26.05", result: true },
    run: (_context, days, hours, minutes, seconds, milliseconds, microseconds) => {
      const wholeMinutes = (BigInt(days) * 24n + BigInt(hours)) * 60n + BigInt(minutes);
      const wholeMillis = (wholeMinutes * 60n + BigInt(seconds)) * 1000n + BigInt(milliseconds);
      return new PyTimeDelta(wholeMillis * 1000n + BigInt(microseconds));
    },
  }),
  define({
    name: "isDatetime",
    kind: "function",
    args: [arg("value", any)],
    doc: "Whether the value is a datetime.",
    example: { expr: "[isDatetime(now()), isDatetime('2026-11-24')]", result: [true, false] },
    run: (_context, value) => value instanceof PyDateTime,
  }),
  define({
    name: "isTimespan",
    kind: "function",
    args: [arg("value", any)],
    doc: "Whether the value is a timespan.",
    example: { expr: "[isTimespan(now() - now()), isTimespan(1)]", result: [true, false] },
    run: (_context, value) => value instanceof PyTimeDelta,
  }),
];
