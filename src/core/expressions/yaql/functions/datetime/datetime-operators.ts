import { difference } from "../../../python/index.ts";
import type { FunctionDefinition } from "../../registry/definition.ts";
import { define } from "../../registry/definition.ts";
import { arg } from "../../registry/parameter.ts";
import { datetime, timespan } from "./types.ts";

/** What operators do with datetimes. */
export const datetimeOperators: readonly FunctionDefinition[] = [
  define({
    name: "#operator_+",
    kind: "function",
    args: [arg("dt", datetime), arg("ts", timespan)],
    doc: "The datetime a timespan later.",
    example: { expr: "datetime(2026, 1, 1) + timespan(1) = datetime(2026, 1, 2)", result: true },
    run: (_context, time, delta) => time.plus(delta),
  }),
  define({
    name: "#operator_+",
    kind: "function",
    args: [arg("ts", timespan), arg("dt", datetime)],
    doc: "The datetime a timespan later.",
    example: { expr: "timespan(1) + datetime(2026, 1, 1) = datetime(2026, 1, 2)", result: true },
    run: (_context, delta, time) => time.plus(delta),
  }),
  define({
    name: "#operator_-",
    kind: "function",
    args: [arg("dt", datetime), arg("ts", timespan)],
    doc: "The datetime a timespan earlier.",
    example: { expr: "datetime(2026, 1, 2) - timespan(1) = datetime(2026, 1, 1)", result: true },
    run: (_context, time, delta) => time.minus(delta),
  }),
  define({
    name: "#operator_-",
    kind: "function",
    args: [arg("dt1", datetime), arg("dt2", datetime)],
    doc: "The timespan between two instants.",
    example: { expr: "datetime(2026, 1, 2) - datetime(2026, 1, 1) = timespan(1)", result: true },
    run: (_context, left, right) => difference(left, right),
  }),
  order("<", "2", (comparison) => comparison < 0),
  order("<=", "1", (comparison) => comparison <= 0),
  order(">", "0", (comparison) => comparison > 0),
  order(">=", "1", (comparison) => comparison >= 0),
];

function order(operator: string, right: string, decide: (comparison: number) => boolean): FunctionDefinition {
  return define({
    name: `#operator_${operator}`,
    kind: "function",
    args: [arg("dt1", datetime), arg("dt2", datetime)],
    doc: "The order of two instants.",
    example: { expr: `datetime(1) ${operator} datetime(${right})`, result: true },
    run: (_context, a, b) => decide(a.compareTo(b)),
  });
}
