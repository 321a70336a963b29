import { Float } from "../../../../base/index.ts";
import type { Num } from "../../../python/index.ts";
import {
  asFloat,
  isInt,
  multiply,
  normal,
  PyTimeDelta,
  roundHalfEven,
  trueDivide,
  truncate,
} from "../../../python/index.ts";
import type { FunctionDefinition } from "../../registry/definition.ts";
import { define } from "../../registry/definition.ts";
import { arg } from "../../registry/parameter.ts";
import { number } from "../../registry/types.ts";
import { timespan } from "./types.ts";

/** What operators do with timespans. */
export const timespanOperators: readonly FunctionDefinition[] = [
  define({
    name: "#operator_+",
    kind: "function",
    args: [arg("ts1", timespan), arg("ts2", timespan)],
    doc: "The sum.",
    example: { expr: "timespan(1) + timespan(hours => 12) = timespan(hours => 36)", result: true },
    run: (_context, a, b) => new PyTimeDelta(a.microseconds + b.microseconds),
  }),
  define({
    name: "#operator_-",
    kind: "function",
    args: [arg("ts1", timespan), arg("ts2", timespan)],
    doc: "The difference.",
    example: { expr: "timespan(1) - timespan(hours => 12) = timespan(hours => 12)", result: true },
    run: (_context, a, b) => new PyTimeDelta(a.microseconds - b.microseconds),
  }),
  define({
    name: "#operator_*",
    kind: "function",
    args: [arg("ts", timespan), arg("n", number)],
    doc: "The timespan so many times.",
    example: { expr: "timespan(hours => 1) * 24 = timespan(1)", result: true },
    run: (_context, delta, factor) => rounded(multiply(normal(delta.microseconds), factor)),
  }),
  define({
    name: "#operator_*",
    kind: "function",
    args: [arg("n", number), arg("ts", timespan)],
    doc: "The timespan so many times.",
    example: { expr: "0.5 * timespan(1) = timespan(hours => 12)", result: true },
    run: (_context, factor, delta) => rounded(multiply(normal(delta.microseconds), factor)),
  }),
  define({
    name: "#operator_/",
    kind: "function",
    args: [arg("ts1", timespan), arg("ts2", timespan)],
    doc: "How often the right timespan goes into the left one, as a float.",
    example: { expr: "timespan(1) / timespan(hours => 48)", result: 0.5 },
    run: (_context, a, b) => trueDivide(new Float(Number(a.microseconds)), normal(b.microseconds)),
  }),
  define({
    name: "#operator_/",
    kind: "function",
    args: [arg("ts", timespan), arg("n", number)],
    doc: "A part of the timespan, rounded to microseconds (half to even).",
    example: { expr: "timespan(1) / 2 = timespan(hours => 12)", result: true },
    run: (_context, delta, divisor) => rounded(trueDivide(normal(delta.microseconds), divisor)),
  }),
  define({
    name: "#unary_operator_-",
    kind: "function",
    args: [arg("ts", timespan)],
    doc: "The timespan backwards.",
    example: { expr: "-timespan(1) = timespan(-1)", result: true },
    run: (_context, delta) => new PyTimeDelta(-delta.microseconds),
  }),
  define({
    name: "#unary_operator_+",
    kind: "function",
    args: [arg("ts", timespan)],
    doc: "The timespan itself.",
    example: { expr: "+timespan(1) = timespan(1)", result: true },
    run: (_context, delta) => delta,
  }),
  order("<", "2", (a, b) => a < b),
  order("<=", "1", (a, b) => a <= b),
  order(">", "0", (a, b) => a > b),
  order(">=", "1", (a, b) => a >= b),
];

function order(operator: string, right: string, decide: (a: bigint, b: bigint) => boolean): FunctionDefinition {
  return define({
    name: `#operator_${operator}`,
    kind: "function",
    args: [arg("ts1", timespan), arg("ts2", timespan)],
    doc: "The order of two timespans.",
    example: { expr: `timespan(1) ${operator} timespan(${right})`, result: true },
    run: (_context, a, b) => decide(a.microseconds, b.microseconds),
  });
}

/** @throws PyError ValueError or OverflowError for NaN, infinity and what is too long */
function rounded(microseconds: Num): PyTimeDelta {
  if (isInt(microseconds)) return new PyTimeDelta(BigInt(microseconds));
  return new PyTimeDelta(BigInt(truncate(roundHalfEven(asFloat(microseconds)))));
}
