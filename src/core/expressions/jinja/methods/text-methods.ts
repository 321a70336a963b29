import {
  capitalize,
  caseFold,
  count,
  endsWith,
  expandTabs,
  find,
  findLast,
  isAlphabetic,
  isAlphanumeric,
  isDecimal,
  isDigit,
  isIdentifier,
  isLower,
  isNumeric,
  isPrintable,
  isTitle,
  isUpper,
  isWhiteSpace,
  pad,
  partition,
  partitionRight,
  PyTuple,
  replace,
  split,
  splitLines,
  splitRight,
  startsWith,
  strip,
  stripLeft,
  stripRight,
  swapCase,
  title,
  isTrue,
  type Value,
  valueError,
  zeroFill,
} from "../../python/index.ts";
import { expectIndex, expectInt, expectText, expectTextOrNone, expectTexts } from "../evaluation/expect.ts";
import { joinStrings } from "../evaluation/join.ts";
import { method, type Methods } from "./method.ts";

type Search = (text: string, part: string, start: number | null, stop: number | null) => number;

const bounds = ["sub", ["start", null], ["end", null]] as const;

/** `find`, `count` and their kin. */
function searching(name: string, search: Search) {
  return method<string>(name, bounds, (_evaluation, text, part, start, stop) =>
    search(text, expectText(part, `${name}() argument`), expectIndex(start), expectIndex(stop)),
  );
}

function indexing(name: string, search: Search) {
  return method<string>(name, bounds, (_evaluation, text, part, start, stop) => {
    const at = search(text, expectText(part, `${name}() argument`), expectIndex(start), expectIndex(stop));
    if (at === -1) throw valueError("substring not found");
    return at;
  });
}

function affix(name: string, test: (text: string, part: string, start: number | null, stop: number | null) => boolean) {
  return method<string>(name, ["prefix", ["start", null], ["end", null]], (_evaluation, text, part, start, stop) =>
    expectTexts(part, name).some((each) => test(text, each, expectIndex(start), expectIndex(stop))),
  );
}

function padding(name: string, side: "left" | "right" | "center") {
  return method<string>(name, ["width", ["fillchar", " "]], ({ meter }, text, width, fill) =>
    pad(text, side, expectInt(width), expectText(fill, "The fill character"), meter),
  );
}

function stripping(name: string, change: (text: string, chars: string | null) => string) {
  return method<string>(name, [["chars", null]], (_evaluation, text, chars) =>
    change(text, expectTextOrNone(chars, `${name} arg`)),
  );
}

function splitting(name: string, cut: (text: string, separator: string | null, limit: number) => string[]) {
  return method<string>(
    name,
    [
      ["sep", null],
      ["maxsplit", -1],
    ],
    (_evaluation, text, separator, limit) => cut(text, expectTextOrNone(separator, ""), expectInt(limit)),
  );
}

function plain(name: string, compute: (text: string) => Value) {
  return method<string>(name, [], (_evaluation, text) => compute(text));
}

/** The methods of `str`; `format` and `format_map`, which reach into values, are elsewhere. */
export const textMethods: Methods<string> = new Map([
  plain("capitalize", capitalize),
  plain("casefold", caseFold),
  plain("lower", (text) => text.toLowerCase()),
  plain("upper", (text) => text.toUpperCase()),
  plain("swapcase", swapCase),
  plain("title", title),
  plain("isalnum", isAlphanumeric),
  plain("isalpha", isAlphabetic),
  plain("isascii", (text) => !/[^\0-\x7f]/.test(text)),
  plain("isdecimal", isDecimal),
  plain("isdigit", isDigit),
  plain("isidentifier", isIdentifier),
  plain("islower", isLower),
  plain("isnumeric", isNumeric),
  plain("isprintable", isPrintable),
  plain("isspace", isWhiteSpace),
  plain("istitle", isTitle),
  plain("isupper", isUpper),
  searching("count", count),
  searching("find", find),
  searching("rfind", findLast),
  indexing("index", find),
  indexing("rindex", findLast),
  affix("startswith", startsWith),
  affix("endswith", endsWith),
  padding("center", "center"),
  padding("ljust", "left"),
  padding("rjust", "right"),
  stripping("strip", strip),
  stripping("lstrip", stripLeft),
  stripping("rstrip", stripRight),
  splitting("split", split),
  splitting("rsplit", splitRight),
  method<string>("splitlines", [["keepends", false]], (_evaluation, text, keep) => splitLines(text, isTrue(keep))),
  method<string>(
    "partition",
    ["sep"],
    (_evaluation, text, separator) => new PyTuple(partition(text, expectText(separator, ""))),
  ),
  method<string>(
    "rpartition",
    ["sep"],
    (_evaluation, text, separator) => new PyTuple(partitionRight(text, expectText(separator, ""))),
  ),
  method<string>("replace", ["old", "new", ["count", -1]], ({ meter }, text, old, fresh, limit) =>
    replace(
      text,
      expectText(old, "replace() argument 1"),
      expectText(fresh, "replace() argument 2"),
      expectInt(limit),
      meter,
    ),
  ),
  method<string>("removeprefix", ["prefix"], (_evaluation, text, prefix) => {
    const part = expectText(prefix, "removeprefix() argument");
    return text.startsWith(part) ? text.slice(part.length) : text;
  }),
  method<string>("removesuffix", ["suffix"], (_evaluation, text, suffix) => {
    const part = expectText(suffix, "removesuffix() argument");
    return part !== "" && text.endsWith(part) ? text.slice(0, -part.length) : text;
  }),
  method<string>("join", ["iterable"], (evaluation, text, items) => joinStrings(text, items, evaluation)),
  method<string>("zfill", ["width"], ({ meter }, text, width) => zeroFill(text, expectInt(width), meter)),
  method<string>("expandtabs", [["tabsize", 8]], ({ meter }, text, size) => expandTabs(text, expectInt(size), meter)),
]);
