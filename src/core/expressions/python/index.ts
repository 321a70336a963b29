/**
 * Values as Python sees them, shared by YAQL and Jinja: kinds of numbers, strings by code point, dicts and sets with any
 * key, dates, regular expressions, and the texts of all of these.
 *
 * It does not know YAQL, Jinja, Mistral's functions or workflows, nor how a language calls anything.
 */
export { PyDict, keyError } from "./containers/dict.ts";
export { PyIterator } from "./containers/iterator.ts";
export { PyList, PyTuple } from "./containers/sequence.ts";
export { PySet } from "./containers/set.ts";
export { epochOrdinal, lastOrdinal, weekdayOf } from "./dates/calendar.ts";
export { PyDate } from "./dates/date.ts";
export { PyDateTime, dateTimeOf, difference } from "./dates/datetime.ts";
export type { DateTimeParts } from "./dates/datetime.ts";
export { parseFreeTime } from "./dates/free/free-time.ts";
export { parseTime } from "./dates/strptime.ts";
export { microsPerDay, microsPerSecond, PyTimeDelta } from "./dates/timedelta.ts";
export { offsetZone, utc } from "./dates/zone.ts";
export type { Zone } from "./dates/zone.ts";
export { formatTime } from "./dates/strftime.ts";
export { formatBraces } from "./format/braces.ts";
export { plainAccess } from "./format/fields.ts";
export type { FieldAccess } from "./format/fields.ts";
export { formatPercent } from "./format/percent.ts";
export { formatValue } from "./format/value.ts";
export { dumpJson } from "./json/dump.ts";
export { parseJsonText } from "./json/parse.ts";
export { absolute, add, multiply, negate, subtract } from "./numbers/arithmetic.ts";
export { bitAnd, bitNot, bitOr, bitXor, shiftLeft, shiftRight } from "./numbers/bits.ts";
export { floorDivide, modulo, trueDivide } from "./numbers/division.ts";
export { floatText } from "./numbers/float-text.ts";
export { asFloat, normal } from "./numbers/integer.ts";
export { parseFloatText, parseInteger } from "./numbers/parse.ts";
export { power, powerModulo } from "./numbers/power.ts";
export { round, roundHalfEven, roundToInt, truncate } from "./numbers/round.ts";
export { equals, isSame } from "./protocol/equality.ts";
export { hashKey, unhashable } from "./protocol/hash.ts";
export { compare, compareText, isOrdered } from "./protocol/ordering.ts";
export type { OrderOperator } from "./protocol/ordering.ts";
export { listRepr, pyRepr, pyStr } from "./protocol/repr.ts";
export { isTrue } from "./protocol/truth.ts";
export { escapeRegex } from "./regex/escape.ts";
export { compileRegex, PyMatch, PyRegex } from "./regex/pattern.ts";
export { noFlags } from "./regex/syntax/flags.ts";
export type { Flags } from "./regex/syntax/flags.ts";
export { readTemplate } from "./regex/template.ts";
export { capitalize, caseFold, isLower, isTitle, isUpper, swapCase, title } from "./text/case.ts";
export { characterAt, characters, textLength } from "./text/code-points.ts";
export { count, endsWith, find, findLast, repeat, replace, startsWith } from "./text/find.ts";
export {
  isAlphabetic,
  isAlphanumeric,
  isDecimal,
  isDigit,
  isIdentifier,
  isNumeric,
  isPrintable,
  isWhiteSpace,
} from "./text/kinds.ts";
export { expandTabs, pad, zeroFill } from "./text/pad.ts";
export { sliceItems, sliceText } from "./text/slice.ts";
export type { Bound } from "./text/slice.ts";
export { partition, partitionRight, split, splitLines, splitRight } from "./text/split.ts";
export { strip, stripLeft, stripRight } from "./text/strip.ts";
export { quote, escapeNonAscii } from "./text/quote.ts";
export { underMeter } from "./values/charge.ts";
export { dumpYaml } from "./yaml/dump.ts";
export { parseYamlText } from "./yaml/parse.ts";
export { PyError, typeError, valueError } from "./values/error.ts";
export { Meter } from "./values/meter.ts";
export { toJson } from "./values/to-json.ts";
export { typeName } from "./values/type-name.ts";
export { PyObject, isArray, isFloat, isInt, isNumber, isPlainMap } from "./values/value.ts";
export type { ArrayKind, HashKey, Num, Value, ValueMap } from "./values/value.ts";
