import { PyTimeDelta } from "../../../python/index.ts";
import { define } from "../../registry/definition.ts";
import { defaulted } from "../../registry/parameter.ts";
import { presentTime } from "./instant.ts";
import { timespan } from "./types.ts";
import { zoneOf } from "./zone.ts";

/** The clock and its zones. */
export const clockFunctions = [
  define({
    name: "now",
    kind: "function",
    args: [defaulted("offset", timespan, new PyTimeDelta(0n))],
    doc: "The present; `offset` is how far its clock is ahead of UTC.",
    example: { expr: "now(timespan(hours => 2)).offset.hours = 2", result: true },
    run: (context, offset) => presentTime(context.evaluation.functions.now(), zoneOf(offset)),
  }),
  define({
    name: "localtz",
    kind: "function",
    args: [],
    doc: "The offset of the service's own zone, which is UTC.",
    example: { expr: "localtz().hours = 0", result: true },
    run: () => new PyTimeDelta(0n),
  }),
  define({
    name: "utctz",
    kind: "function",
    args: [],
    doc: "The offset of UTC: none.",
    example: { expr: "utctz().hours = 0", result: true },
    run: () => new PyTimeDelta(0n),
  }),
];
