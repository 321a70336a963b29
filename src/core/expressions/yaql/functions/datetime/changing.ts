import { dateTimeOf, formatTime } from "../../../python/index.ts";
import { define } from "../../registry/definition.ts";
import { arg, defaulted } from "../../registry/parameter.ts";
import { int, nullable, string } from "../../registry/types.ts";
import { datetime, timespan } from "./types.ts";
import { zoneOf } from "./zone.ts";

const part = nullable(int);

/** Datetimes with other parts, or as text. */
export const changingFunctions = [
  define({
    name: "replace",
    kind: "method",
    args: [
      arg("dt", datetime),
      defaulted("year", part, null),
      defaulted("month", part, null),
      defaulted("day", part, null),
      defaulted("hour", part, null),
      defaulted("minute", part, null),
      defaulted("second", part, null),
      defaulted("microsecond", part, null),
      defaulted("offset", nullable(timespan), null),
    ],
    doc: "The datetime with some of its parts changed.",
    example: { expr: "str(datetime(2026, 11, 24).replace(day => 1, hour => 8))", result: "2026-11-01 08:00:00+00:00" },
    run: (_context, time, year, month, day, hour, minute, second, microsecond, offset) => {
      const { date } = time;
      return dateTimeOf(
        {
          year: Number(year ?? date.year),
          month: Number(month ?? date.month),
          day: Number(day ?? date.day),
          hour: Number(hour ?? time.hour),
          minute: Number(minute ?? time.minute),
          second: Number(second ?? time.second),
          microsecond: Number(microsecond ?? time.microsecond),
        },
        offset === null ? time.zone : zoneOf(offset),
      );
    },
  }),
  define({
    name: "format",
    kind: "method",
    args: [arg("dt", datetime), arg("format", string)],
    doc: "The datetime as text, written with a format of `%` letters (strftime).",
    example: { expr: "datetime(2026, 11, 24).format('%d %B %Y')", result: "24 November 2026" },
    run: (context, time, format) => formatTime(time, format, context.evaluation.meter),
  }),
];
