import { Float } from "../../../../base/index.ts";
import type { PyDateTime, Value } from "../../../python/index.ts";
import {
  normal,
  PyDateTime as DateTime,
  PyTimeDelta,
  trueDivide,
  typeError,
  weekdayOf,
} from "../../../python/index.ts";
import type { FunctionDefinition } from "../../registry/definition.ts";
import { define } from "../../registry/definition.ts";
import { arg } from "../../registry/parameter.ts";
import type { ParameterType } from "../../registry/parameter.ts";
import { datetime, plainDatetime, timespan } from "./types.ts";

/** What stands behind a dot after a datetime or timespan. */
export const propertyFunctions: readonly FunctionDefinition[] = [
  ofDatetime("year", "The year.", 2026, (time) => time.date.year),
  ofDatetime("month", "The month, 1 to 12.", 11, (time) => time.date.month),
  ofDatetime("day", "The day of the month.", 24, (time) => time.date.day),
  ofDatetime("hour", "The hour, 0 to 23.", 9, (time) => time.hour),
  ofDatetime("minute", "The minute.", 30, (time) => time.minute),
  ofDatetime("second", "The second.", 15, (time) => time.second),
  ofDatetime("microsecond", "The part of the second, in microseconds.", 5, (time) => time.microsecond),
  ofDatetime("weekday", "The day of the week, 0 for Monday.", 1, (time) => weekdayOf(time.ordinal)),
  property(
    "date",
    datetime,
    "The midnight at which the day began.",
    "str(datetime(2026, 11, 24, 9).date)",
    "2026-11-24 00:00:00+00:00",
    (time) => new DateTime(time.ordinal, 0, time.zone),
  ),
  property(
    "time",
    datetime,
    "The timespan since midnight.",
    "datetime(2026, 11, 24, 9).time.hours = 9",
    true,
    (time) => new PyTimeDelta(BigInt(time.microsOfDay)),
  ),
  property(
    "utc",
    datetime,
    "The clock of UTC; the offset stays what it was, so that only for UTC itself it is the same instant.",
    "str(datetime(2026, 11, 24, 9, offset => timespan(hours => 1)).utc)",
    "2026-11-24 08:00:00+01:00",
    utcClock,
  ),
  property("offset", plainDatetime, "How far the clock is ahead of UTC.", "now().offset.hours = 0", true, offsetOf),
  property(
    "timestamp",
    plainDatetime,
    "Seconds since the beginning of 1970, as a float; exact for UTC only (see `utc`).",
    "datetime(1970, 1, 2).timestamp = 86400",
    true,
    (time) => {
      if (time.zone === null) {
        throw typeError("unsupported operand type(s) for -: 'datetime.datetime' and 'NoneType'");
      }
      return trueDivide(normal(utcClock(time).epochMicros), 1_000_000);
    },
  ),
  property(
    "microseconds",
    timespan,
    "The whole timespan in microseconds.",
    "timespan(seconds => 1).microseconds",
    1_000_000,
    (delta) => normal(delta.microseconds),
  ),
  inUnit("milliseconds", 1000),
  inUnit("seconds", 1_000_000),
  inUnit("minutes", 60_000_000),
  inUnit("hours", 3_600_000_000),
  inUnit("days", 86_400_000_000),
];

function property<T extends Value>(
  name: string,
  type: ParameterType<T>,
  doc: string,
  expr: string,
  result: string | number | boolean,
  read: (receiver: T) => Value,
): FunctionDefinition {
  return define({
    name: `#property#${name}`,
    kind: "function",
    args: [arg("receiver", type)],
    doc,
    example: { expr, result },
    run: (_context, receiver) => read(receiver),
  });
}

function ofDatetime(name: string, doc: string, result: number, read: (time: PyDateTime) => number): FunctionDefinition {
  return property(name, plainDatetime, doc, `datetime(2026, 11, 24, 9, 30, 15, 5).${name}`, result, read);
}

function inUnit(name: string, microseconds: number): FunctionDefinition {
  return property(
    name,
    timespan,
    `The whole timespan in ${name}, as a float.`,
    `timespan(${name} => 2).${name} = 2`,
    true,
    (delta) => trueDivide(normal(delta.microseconds), new Float(microseconds)),
  );
}

function offsetOf(time: PyDateTime): PyTimeDelta {
  return new PyTimeDelta(BigInt(time.zone?.offset ?? 0));
}

/** @throws PyError OverflowError outside of the years 1 to 9999 */
function utcClock(time: PyDateTime): PyDateTime {
  return time.minus(offsetOf(time));
}
