import { formatTime, PyDate, PyDateTime, type PyTimeDelta, type Value, weekdayOf } from "../../python/index.ts";
import { expectText } from "../evaluation/expect.ts";
import { method, type Methods } from "./method.ts";

/** The methods of `date` and `datetime`, which only YAML can bring into a template. */
export const dateMethods: Methods<PyDate | PyDateTime> = new Map([
  method<PyDate | PyDateTime>("isoformat", [["sep", "T"]], (_evaluation, date, separator) =>
    date instanceof PyDate ? date.str() : date.isoText(expectText(separator, "isoformat() argument 1")),
  ),
  method<PyDate | PyDateTime>("strftime", ["format"], ({ meter }, date, format) =>
    formatTime(asDateTime(date), expectText(format, "strftime() argument 1"), meter),
  ),
  method<PyDate | PyDateTime>("weekday", [], (_evaluation, date) => weekdayOf(date.ordinal)),
  method<PyDate | PyDateTime>("isoweekday", [], (_evaluation, date) => weekdayOf(date.ordinal) + 1),
  method<PyDate | PyDateTime>("toordinal", [], (_evaluation, date) => date.ordinal),
]);

/** The attributes of `date` and `datetime` that are no methods. */
export function dateAttribute(date: PyDate | PyDateTime, name: string): Value | undefined {
  const time = asDateTime(date);
  switch (name) {
    case "year":
    case "month":
    case "day":
      return time.date[name];
    case "hour":
    case "minute":
    case "second":
    case "microsecond":
      return date instanceof PyDate ? undefined : time[name];
    default:
      return undefined;
  }
}

/** The attributes of `timedelta`. */
export function timeDeltaAttribute(delta: PyTimeDelta, name: string): Value | undefined {
  switch (name) {
    case "days":
      return delta.days;
    case "seconds":
      return Math.floor(delta.microsOfDay / 1_000_000);
    case "microseconds":
      return delta.microsOfDay % 1_000_000;
    default:
      return undefined;
  }
}

function asDateTime(date: PyDate | PyDateTime): PyDateTime {
  return date instanceof PyDate ? new PyDateTime(date.ordinal, 0, null) : date;
}
