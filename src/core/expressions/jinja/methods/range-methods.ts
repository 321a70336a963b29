import { pyRepr, type Value, valueError } from "../../python/index.ts";
import { arrays } from "../evaluation/evaluation.ts";
import type { PyRange } from "../values/range.ts";
import { method, type Methods } from "./method.ts";

/** The methods of `range`. */
export const rangeMethods: Methods<PyRange> = new Map([
  method<PyRange>("count", ["value"], (_evaluation, range, value) => Number(range.indexOf(value) !== -1)),
  method<PyRange>("index", ["value"], (_evaluation, range, value) => {
    const at = range.indexOf(value);
    if (at === -1) throw valueError(`${pyRepr(value, arrays)} is not in range`);
    return at;
  }),
]);

/** The attributes of `range` that are no methods. */
export function rangeAttribute(range: PyRange, name: string): Value | undefined {
  if (name === "start") return range.start;
  if (name === "stop") return range.stop;
  return name === "step" ? range.step : undefined;
}
