import { Float, float } from "../../../base/index.ts";
import {
  absolute,
  asFloat,
  formatPercent,
  isInt,
  type Num,
  parseFloatText,
  parseInteger,
  power,
  PyError,
  PyTuple,
  round,
  roundToInt,
  truncate,
  trueDivide,
  typeError,
  isTrue,
  multiply,
  type Value,
} from "../../python/index.ts";
import { expectInt, nameOfType } from "../evaluation/expect.ts";
import { arrays, type Evaluation } from "../evaluation/evaluation.ts";
import { numberOf } from "../evaluation/operators.ts";
import { textOf } from "../html/markup.ts";
import { Undefined } from "../values/undefined.ts";
import { filter, type NamedFilter } from "./filter.ts";

/** Filters on numbers. */
export const numberFilters: readonly NamedFilter[] = [
  filter("abs", ["x"], (_evaluation, value) => absolute(expectNumber(value, "bad operand type for abs(): '")), {
    function: "abs",
    isNative: true,
  }),
  filter("int", ["value", ["default", 0], ["base", 10]], toInt),
  filter("float", ["value", ["default", new Float(0)]], (_evaluation, value, otherwise) =>
    unlessWrong(() => float(toFloat(value)), otherwise),
  ),
  filter("round", ["value", ["precision", 0], ["method", "common"]], roundNumber),
  filter("filesizeformat", ["value", ["binary", false]], formatFileSize),
];

function expectNumber(value: Value, complaint: string): Num {
  const number = numberOf(value);
  if (number !== undefined) return number;
  throw typeError(`${complaint}${nameOfType(value)}'`);
}

function toInt(_evaluation: Evaluation, value: Value, otherwise: Value, base: Value): Value {
  const text = textOf(value);
  return unlessWrong(
    () => (text === undefined ? roundTowardsZero(value) : parseInteger(text, expectInt(base))),
    () => unlessWrong(() => truncate(toFloat(value)), otherwise),
  );
}

function roundTowardsZero(value: Value): number | bigint {
  const number = numberOf(value);
  if (number !== undefined) return isInt(number) ? number : truncate(asFloat(number));
  if (value instanceof Undefined) value.fail();
  throw typeError(`int() argument must be a string, a bytes-like object or a real number, not '${nameOfType(value)}'`);
}

/** Python's `float(value)`. */
function toFloat(value: Value): number {
  const text = textOf(value);
  if (text !== undefined) return parseFloatText(text);
  const number = numberOf(value);
  if (number !== undefined) return finiteFloat(number);
  if (value instanceof Undefined) value.fail();
  throw typeError(`float() argument must be a string or a real number, not '${nameOfType(value)}'`);
}

function finiteFloat(value: Num): number {
  const result = asFloat(value);
  if (typeof value === "bigint" && !Number.isFinite(result)) {
    throw new PyError("OverflowError", "int too large to convert to float");
  }
  return result;
}

/** The result, or another value where Python would raise TypeError or ValueError. */
function unlessWrong(compute: () => Value, otherwise: Value | (() => Value)): Value {
  try {
    return compute();
  } catch (error) {
    if (!(error instanceof PyError) || (error.pyClass !== "TypeError" && error.pyClass !== "ValueError")) throw error;
    return typeof otherwise === "function" ? otherwise() : otherwise;
  }
}

function roundNumber(evaluation: Evaluation, value: Value, precision: Value, method: Value): Value {
  const name = textOf(method);
  if (name !== "common" && name !== "ceil" && name !== "floor") {
    throw new PyError("FilterArgumentError", "method must be common, ceil or floor");
  }
  const number = numberOf(value);
  if (number === undefined) {
    if (name !== "common" && value instanceof Undefined) value.fail();
    throw typeError(
      name === "common"
        ? `type ${nameOfType(value)} doesn't define __round__ method`
        : `must be real number, not ${nameOfType(value)}`,
    );
  }
  if (name === "common") return precision === null ? roundToInt(number) : round(number, expectInt(precision));
  const scale = power(10, expectNumber(precision, "bad precision '"), evaluation.meter);
  const scaled = multiply(number, scale);
  const whole = isInt(scaled)
    ? scaled
    : truncate(name === "ceil" ? Math.ceil(asFloat(scaled)) : Math.floor(asFloat(scaled)));
  return trueDivide(whole, scale);
}

const units = ["k", "M", "G", "T", "P", "E", "Z", "Y"];

function formatFileSize(evaluation: Evaluation, value: Value, binary: Value): Value {
  const bytes = toFloat(value);
  const isBinary = isTrue(binary);
  const base = isBinary ? 1024 : 1000;
  if (bytes === 1) return "1 Byte";
  if (bytes < base) return `${truncate(bytes)} Bytes`;
  const found = units.findIndex((_, index) => bytes < base ** (index + 2));
  const index = found === -1 ? units.length - 1 : found;
  const amount = float((base * bytes) / base ** (index + 2));
  const unit = units[index] ?? "";
  const shown = formatPercent("%.1f", new PyTuple([amount]), arrays, evaluation.meter);
  return `${shown} ${isBinary ? `${unit.toUpperCase()}i` : unit}B`;
}
