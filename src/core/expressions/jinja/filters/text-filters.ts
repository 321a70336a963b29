import {
  capitalize,
  formatPercent,
  pad,
  PyDict,
  PyError,
  PyTuple,
  replace,
  strip,
  type Value,
} from "../../python/index.ts";
import { expectInt, expectTextOrNone } from "../evaluation/expect.ts";
import { arrays, type Evaluation, type Keywords } from "../evaluation/evaluation.ts";
import { formatMarkup } from "../evaluation/markup-format.ts";
import { escape, mapText, softText, toText } from "../evaluation/text.ts";
import { escapeText, Markup } from "../html/markup.ts";
import { filter, type NamedFilter } from "./filter.ts";

/** Filters that turn a text into another one, or count in it. */
export const textFilters: readonly NamedFilter[] = [
  changing("upper", (text) => text.toUpperCase()),
  changing("lower", (text) => text.toLowerCase()),
  changing("capitalize", capitalize),
  filter("title", ["s"], (_evaluation, value) => titleWords(toText(value))),
  filter("string", ["s"], (_evaluation, value) => softText(value), {
    function: "markupsafe._speedups.soft_str",
    isNative: true,
  }),
  filter("trim", ["value", ["chars", null]], (_evaluation, value, chars) =>
    mapText(softText(value), (text) => strip(text, expectTextOrNone(chars, "strip arg"))),
  ),
  filter("center", ["value", ["width", 80]], ({ meter }, value, width) =>
    mapText(softText(value), (text) => pad(text, "center", expectInt(width), " ", meter)),
  ),
  filter("wordcount", ["s"], (_evaluation, value) => (toText(value).match(/[\p{L}\p{N}_]+/gu) ?? []).length),
  filter("replace", ["s", "old", "new", ["count", null]], replaceText, { hidden: 1 }),
  ["format", { run: format }],
];

function changing(name: string, change: (text: string) => string): NamedFilter {
  return filter(name, ["s"], (_evaluation, value) => mapText(softText(value), change));
}

/** Each run of characters between blanks, hyphens and opening brackets begins with a capital. */
function titleWords(text: string): string {
  return text
    .split(/([-\s({[<]+)/u)
    .map((word) => {
      const [first = ""] = word;
      return first.toUpperCase() + word.slice(first.length).toLowerCase();
    })
    .join("");
}

function replaceText(evaluation: Evaluation, value: Value, old: Value, fresh: Value, count: Value): Value {
  const { meter } = evaluation;
  const limitOf = () => (count === null ? -1 : expectInt(count));
  if (!evaluation.isEscaping) return replace(toText(value), toText(old), toText(fresh), limitOf(), meter);
  const limit = limitOf();
  const needsEscape = old instanceof Markup || (fresh instanceof Markup && !(value instanceof Markup));
  const text = needsEscape ? escape(value) : softText(value);
  if (!(text instanceof Markup)) return replace(text, toText(old), toText(fresh), limit, meter);
  const escaped = [old, fresh].map((each) => (each instanceof Markup ? each.text : escapeText(toText(each))));
  return new Markup(replace(text.text, escaped[0] ?? "", escaped[1] ?? "", limit, meter));
}

function format(evaluation: Evaluation, [value = null, ...rest]: readonly Value[], keywords: Keywords): Value {
  if (rest.length > 0 && keywords.size > 0) {
    const message = "can't handle positional and keyword arguments at the same time";
    throw new PyError("FilterArgumentError", message);
  }
  const given = keywords.size > 0 ? new PyDict(arrays, keywords) : new PyTuple(rest);
  const text = softText(value);
  return text instanceof Markup
    ? formatMarkup(text, given, evaluation)
    : formatPercent(text, given, arrays, evaluation.meter);
}
