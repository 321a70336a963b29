import { isTrue, PyError, pyRepr, type Value, valueError } from "../../python/index.ts";
import { nameOfType } from "../evaluation/expect.ts";
import { arrays, type Evaluation } from "../evaluation/evaluation.ts";
import { escape, toText } from "../evaluation/text.ts";
import { dictEntries, isDict } from "../values/dict.ts";
import { stripTags } from "../html/unescape.ts";
import { escapeText, Markup, textOf } from "../html/markup.ts";
import { Undefined } from "../values/undefined.ts";
import { filter, type NamedFilter } from "./filter.ts";
import { urlizeFilter } from "./urlize.ts";

/** Filters that make HTML or undo it. */
export const htmlFilters: readonly NamedFilter[] = [
  filter("e", ["s"], (_evaluation, value) => escape(value), {
    function: "markupsafe._speedups.escape",
    isNative: true,
  }),
  filter("escape", ["s"], (_evaluation, value) => escape(value), {
    function: "markupsafe._speedups.escape",
    isNative: true,
  }),
  filter("forceescape", ["value"], (_evaluation, value) => new Markup(escapeText(toText(value)))),
  filter("safe", ["value"], (_evaluation, value) => new Markup(toText(value)), { function: "do_mark_safe" }),
  filter("striptags", ["value"], (_evaluation, value) => stripTags(toText(value))),
  filter("xmlattr", ["d", ["autospace", true]], xmlAttributes, { hidden: 1 }),
  urlizeFilter,
];

function xmlAttributes(evaluation: Evaluation, values: Value, autospace: Value): Value {
  if (values instanceof Undefined) values.fail();
  if (!isDict(values)) throw new PyError("AttributeError", `'${nameOfType(values)}' object has no attribute 'items'`);
  const attributes: string[] = [];
  for (const [key, value] of dictEntries(values)) {
    if (value === null || value instanceof Undefined) continue;
    const name = textOf(key);
    if (name === undefined) {
      throw new PyError("TypeError", `expected string or bytes-like object, got '${nameOfType(key)}'`);
    }
    if (/[ \t\n\r\f\v/>=]/.test(name)) {
      throw valueError(`Invalid character in attribute name: ${pyRepr(name, arrays)}`);
    }
    attributes.push(`${escape(key).text}="${escape(value).text}"`);
  }
  const joined = attributes.join(" ");
  const text = joined !== "" && isTrue(autospace) ? ` ${joined}` : joined;
  return evaluation.isEscaping ? new Markup(text) : text;
}
