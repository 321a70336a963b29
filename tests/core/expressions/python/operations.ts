import type { Json } from "../../../../src/core/base/index.ts";
import { float } from "../../../../src/core/base/index.ts";
import * as py from "../../../../src/core/expressions/python/index.ts";
import type { Value } from "../../../../src/core/expressions/python/index.ts";

/** One line of a table recorded from Python: the operation, its arguments, its result or its error. */
export type Case = [operation: string, args: Json[], expected: Json];

const limits = { steps: 1e9, size: 1e7, regexSteps: 1e6, depth: 200 };

/** A meter with room enough for any case. */
export function newMeter(): py.Meter {
  return new py.Meter(limits);
}

function isObject(value: unknown): value is Record<string, Json> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

const floats: Record<string, number> = { nan: Number.NaN, inf: Infinity, "-inf": -Infinity };

/** The value that a case stands for: tuples and floats without JSON form are written as one-key objects. */
function decode(json: Json): Value {
  if (Array.isArray(json)) return (json as Json[]).map(decode);
  if (!isObject(json) || "toJSON" in json) return json;
  const special = json["$"];
  if (typeof special === "string") return floats[special] ?? null;
  if (Array.isArray(json["$tuple"])) return new py.PyTuple((json["$tuple"] as Json[]).map(decode));
  return Object.fromEntries(Object.entries(json).map(([key, value]) => [key, decode(value)]));
}

const text = (value: Value | undefined): string => value as string;
const int = (value: Value | undefined): number => value as number;
const num = (value: Value | undefined): py.Num => value as py.Num;
const maybe = (value: Value | undefined): string | null => (value ?? null) as string | null;
const bound = (value: Value | undefined): number | null => (value ?? null) as number | null;

function flagsOf(letters: string): py.Flags {
  return {
    ignoreCase: letters.includes("i"),
    multiLine: letters.includes("m"),
    dotAll: letters.includes("s"),
    verbose: letters.includes("x"),
    asciiOnly: letters.includes("a"),
  };
}

/** A match as the list of its groups, the whole one first: text, start, end. */
function matchOf(regex: py.PyRegex, match: py.PyMatch | null): Value {
  if (match === null) return null;
  return Array.from({ length: regex.groupCount + 1 }, (_, group) => [
    match.group(group),
    match.start(group),
    match.end(group),
  ]);
}

/** The present of the recorded dates. */
const now = py.dateTimeOf(
  { year: 2026, month: 11, day: 24, hour: 12, minute: 30, second: 15, microsecond: 250_000 },
  null,
);

/** Every operation that a table may name; arrays are lists. */
const operations: Record<string, (...args: Value[]) => Value> = {
  braces: (template, positional, named) =>
    py.formatBraces(text(template), {
      positional: positional as Value[],
      named: new Map(Object.entries(named as Record<string, Value>)),
      access: py.plainAccess("list"),
      arrays: "list",
      meter: newMeter(),
    }),
  percent: (template, args) => py.formatPercent(text(template), args, "list", newMeter()),
  repr: (value) => py.pyRepr(value, "list"),
  str: (value) => py.pyStr(value, "list"),
  ascii: (value) => py.escapeNonAscii(py.pyRepr(value, "list")),
  int: (value, base) => py.parseInteger(text(value), int(base ?? 10)),
  float: (value) => float(py.parseFloatText(text(value))),
  round: (value, digits) => (digits === undefined ? py.roundToInt(num(value)) : py.round(num(value), int(digits))),
  "+": (a, b) => py.add(num(a), num(b)),
  "-": (a, b) => py.subtract(num(a), num(b)),
  "*": (a, b) => py.multiply(num(a), num(b)),
  "/": (a, b) => py.trueDivide(num(a), num(b)),
  "//": (a, b) => py.floorDivide(num(a), num(b)),
  "%": (a, b) => py.modulo(num(a), num(b)),
  "**": (a, b) => py.power(num(a), num(b), newMeter()),
  pow: (a, b, c) => py.powerModulo(num(a), num(b), num(c)),
  neg: (a) => py.negate(num(a)),
  abs: (a) => py.absolute(num(a)),
  "&": (a, b) => py.bitAnd(num(a) as bigint, num(b) as bigint),
  "|": (a, b) => py.bitOr(num(a) as bigint, num(b) as bigint),
  "^": (a, b) => py.bitXor(num(a) as bigint, num(b) as bigint),
  "~": (a) => py.bitNot(num(a) as bigint),
  "<<": (a, b) => py.shiftLeft(num(a) as bigint, num(b) as bigint, newMeter()),
  ">>": (a, b) => py.shiftRight(num(a) as bigint, num(b) as bigint),
  "==": (a, b) => py.equals(a, b),
  "<": (a, b) => py.isOrdered(a, "<", b, "list"),
  ">=": (a, b) => py.isOrdered(a, ">=", b, "list"),
  bool: (a) => py.isTrue(a),
  len: (a) => py.textLength(text(a)),
  sliceText: (a, start, stop, step) => py.sliceText(text(a), bound(start), bound(stop), bound(step)),
  sliceItems: (a, start, stop, step) => py.sliceItems(a as Value[], bound(start), bound(stop), bound(step)),
  split: (a, separator, max) => py.split(text(a), maybe(separator), int(max)),
  rsplit: (a, separator, max) => py.splitRight(text(a), maybe(separator), int(max)),
  splitlines: (a, keep) => py.splitLines(text(a), Boolean(keep)),
  partition: (a, separator) => new py.PyTuple(py.partition(text(a), text(separator))),
  rpartition: (a, separator) => new py.PyTuple(py.partitionRight(text(a), text(separator))),
  strip: (a, chars) => py.strip(text(a), maybe(chars)),
  lstrip: (a, chars) => py.stripLeft(text(a), maybe(chars)),
  rstrip: (a, chars) => py.stripRight(text(a), maybe(chars)),
  find: (a, part, start, stop) => py.find(text(a), text(part), bound(start), bound(stop)),
  rfind: (a, part, start, stop) => py.findLast(text(a), text(part), bound(start), bound(stop)),
  count: (a, part, start, stop) => py.count(text(a), text(part), bound(start), bound(stop)),
  startswith: (a, part, start, stop) => py.startsWith(text(a), text(part), bound(start), bound(stop)),
  endswith: (a, part, start, stop) => py.endsWith(text(a), text(part), bound(start), bound(stop)),
  replace: (a, old, fresh, limit) => py.replace(text(a), text(old), text(fresh), int(limit), newMeter()),
  center: (a, width, fill) => py.pad(text(a), "center", int(width), text(fill), newMeter()),
  ljust: (a, width, fill) => py.pad(text(a), "left", int(width), text(fill), newMeter()),
  rjust: (a, width, fill) => py.pad(text(a), "right", int(width), text(fill), newMeter()),
  zfill: (a, width) => py.zeroFill(text(a), int(width), newMeter()),
  expandtabs: (a, width) => py.expandTabs(text(a), int(width), newMeter()),
  title: (a) => py.title(text(a)),
  capitalize: (a) => py.capitalize(text(a)),
  swapcase: (a) => py.swapCase(text(a)),
  casefold: (a) => py.caseFold(text(a)),
  isalpha: (a) => py.isAlphabetic(text(a)),
  isalnum: (a) => py.isAlphanumeric(text(a)),
  isdecimal: (a) => py.isDecimal(text(a)),
  isdigit: (a) => py.isDigit(text(a)),
  isnumeric: (a) => py.isNumeric(text(a)),
  isidentifier: (a) => py.isIdentifier(text(a)),
  isspace: (a) => py.isWhiteSpace(text(a)),
  isprintable: (a) => py.isPrintable(text(a)),
  islower: (a) => py.isLower(text(a)),
  isupper: (a) => py.isUpper(text(a)),
  "json.loads": (a) => py.parseJsonText(text(a), "list"),
  "json.dumps": (a, indent, sortKeys) =>
    py.dumpJson(a, {
      indent: bound(indent),
      sortKeys: Boolean(sortKeys),
      acceptsObjects: false,
      arrays: "list",
      meter: newMeter(),
    }),
  "re.search": (pattern, subject, flags) => {
    const regex = py.compileRegex(text(pattern), flagsOf(text(flags)));
    return matchOf(regex, regex.search(text(subject), newMeter()));
  },
  "re.match": (pattern, subject, flags) => {
    const regex = py.compileRegex(text(pattern), flagsOf(text(flags)));
    return matchOf(regex, regex.match(text(subject), newMeter()));
  },
  "re.fullmatch": (pattern, subject, flags) => {
    const regex = py.compileRegex(text(pattern), flagsOf(text(flags)));
    return matchOf(regex, regex.match(text(subject), newMeter(), true));
  },
  "re.finditer": (pattern, subject, flags) => {
    const regex = py.compileRegex(text(pattern), flagsOf(text(flags)));
    return Array.from(regex.findAll(text(subject), newMeter()), (match) => matchOf(regex, match));
  },
  "re.split": (pattern, subject, flags, max) =>
    py.compileRegex(text(pattern), flagsOf(text(flags))).split(text(subject), int(max), newMeter()),
  "re.sub": (pattern, subject, flags, template, limit) => {
    const regex = py.compileRegex(text(pattern), flagsOf(text(flags)));
    return regex.replace(text(subject), py.readTemplate(text(template), regex), int(limit), newMeter());
  },
  "re.escape": (a) => py.escapeRegex(text(a)),
  "re.compile": (pattern, flags) => py.pyRepr(py.compileRegex(text(pattern), flagsOf(text(flags))), "list"),
  free: (a) => py.pyRepr(py.parseFreeTime(text(a), now), "list"),
  strptime: (a, format) => py.pyRepr(py.parseTime(text(a), text(format), newMeter()), "list"),
  strftime: (parts, format) => {
    const [year, month, day, hour, minute, second, microsecond, offset] = parts as number[];
    const zone = offset === null ? null : offset === 0 ? py.utc : py.offsetZone(int(offset) * 1e6, null);
    const all = { year, month, day, hour, minute, second, microsecond } as py.DateTimeParts;
    return py.formatTime(py.dateTimeOf(all, zone), text(format), newMeter());
  },
  "yaml.load": (a) => py.pyRepr(py.parseYamlText(text(a), "list"), "list"),
  "yaml.dump": (a) => py.dumpYaml(a, "list", newMeter()),
  istitle: (a) => py.isTitle(text(a)),
};

/** What a case comes to: the Python text of the result (it tells every kind apart), or the error. */
export function outcome([operation, args]: Case): string {
  const run = operations[operation];
  if (run === undefined) throw new Error(`no operation ${operation}`);
  try {
    return py.pyRepr(run(...args.map(decode)), "list");
  } catch (error) {
    if (error instanceof py.PyError) return `${error.pyClass}: ${error.message}`;
    throw error;
  }
}

/** What the case says that it comes to; `any` stands for whatever error. */
export function expectation([, , expected]: Case): string {
  if (isObject(expected) && "error" in expected) return `${text(expected["error"])}: ${text(expected["message"])}`;
  return py.pyRepr(decode(expected), "list");
}
