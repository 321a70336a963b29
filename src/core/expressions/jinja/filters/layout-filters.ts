import {
  asFloat,
  isArray,
  isTrue,
  PyError,
  PyTuple,
  splitLines,
  splitRight,
  typeError,
  type Value,
} from "../../python/index.ts";
import { nameOfType } from "../evaluation/expect.ts";
import type { Evaluation } from "../evaluation/evaluation.ts";
import { lengthOf } from "../evaluation/iterate.ts";
import { isLess } from "../evaluation/comparison.ts";
import { sliceOf } from "../evaluation/members.ts";
import { binaryOperators, numberOf, plus } from "../evaluation/operators.ts";
import { mapText, toText } from "../evaluation/text.ts";
import { Markup, textOf } from "../html/markup.ts";
import { Slice } from "../values/slice.ts";
import { Undefined } from "../values/undefined.ts";
import { filter, type NamedFilter } from "./filter.ts";
import { wrapText } from "./wrap-text.ts";

/** Filters that lay out a text: lines, indentation, length. */
export const layoutFilters: readonly NamedFilter[] = [
  filter("indent", ["s", ["width", 4], ["first", false], ["blank", false]], indent),
  filter("truncate", ["s", ["length", 255], ["killwords", false], ["end", "..."], ["leeway", null]], truncate, {
    hidden: 1,
  }),
  filter(
    "wordwrap",
    ["s", ["width", 79], ["break_long_words", true], ["wrapstring", null], ["break_on_hyphens", true]],
    wordwrap,
    { hidden: 1 },
  ),
];

function indent(evaluation: Evaluation, value: Value, width: Value, first: Value, blank: Value): Value {
  const indention = toText(textOf(width) ?? binaryOperators["*"](" ", width, evaluation));
  const text = softOrFail(value, "+=");
  return mapText(text, (plain) => {
    const [head = "", ...rest] = splitLines(`${plain}\n`, false);
    const lines = rest.map((line) => (line !== "" || isTrue(blank) ? indention + line : line));
    const result = [isTrue(first) ? indention + head : head, ...lines].join("\n");
    evaluation.meter.size(result.length);
    return result;
  });
}

/** The text of a value that must be one, in the words that Python has for `value += "\n"`. */
function softOrFail(value: Value, operator: string): string | Markup {
  if (typeof value === "string" || value instanceof Markup) return value;
  if (value instanceof Undefined) value.fail();
  if (isArray(value)) throw noMethod(value, "splitlines");
  if (value instanceof PyTuple) throw typeError('can only concatenate tuple (not "str") to tuple');
  throw typeError(`unsupported operand type(s) for ${operator}: '${nameOfType(value)}' and 'str'`);
}

function noMethod(value: Value, name: string): PyError {
  return new PyError("AttributeError", `'${nameOfType(value)}' object has no attribute '${name}'`);
}

const usualLeeway = 5;

function truncate(
  evaluation: Evaluation,
  value: Value,
  length: Value,
  killWords: Value,
  end: Value,
  leeway: Value,
): Value {
  const endLength = lengthOf(end);
  const tolerance = leeway ?? usualLeeway;
  require(isLess(length, ">=", endLength), `expected length >= ${endLength}, got ${toText(length)}`);
  require(isLess(tolerance, ">=", 0), `expected leeway >= 0, got ${toText(tolerance)}`);
  if (isLess(lengthOf(value), "<=", plus(length, tolerance, evaluation))) return value;
  const kept = sliceOf(value, new Slice(null, binaryOperators["-"](length, endLength, evaluation), null));
  if (isTrue(killWords)) return plus(kept, end, evaluation);
  const text = textOf(kept);
  if (text === undefined) throw noMethod(kept, "rsplit");
  const [words = ""] = splitRight(text, " ", 1);
  return plus(kept instanceof Markup ? new Markup(words) : words, end, evaluation);
}

function require(isRight: boolean, message: string): void {
  if (!isRight) throw new PyError("AssertionError", message);
}

function wordwrap(
  evaluation: Evaluation,
  value: Value,
  width: Value,
  breakLongWords: Value,
  wrapString: Value,
  breakOnHyphens: Value,
): Value {
  const text = textOf(value);
  if (text === undefined) {
    if (value instanceof Undefined) value.fail();
    throw noMethod(value, "splitlines");
  }
  const options = {
    width: widthOf(width),
    breaksLongWords: isTrue(breakLongWords),
    breaksOnHyphens: isTrue(breakOnHyphens),
  };
  const separator = wrapString === null ? "\n" : textOf(wrapString);
  if (separator === undefined) throw noMethod(wrapString, "join");
  evaluation.meter.walk(text.length);
  return splitLines(text, false)
    .map((line) => wrapText(line, options).join(separator))
    .join(separator);
}

/** Any number will do; what has no order with numbers fails as it does in Python. */
function widthOf(width: Value): number {
  isLess(width, "<=", 0);
  return asFloat(numberOf(width) ?? 0);
}
