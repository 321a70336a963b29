import { dumpJson, isTrue, PyError, PyTuple, typeError, type Value } from "../../python/index.ts";
import { nameOfType } from "../evaluation/expect.ts";
import { arrays, type Evaluation } from "../evaluation/evaluation.ts";
import { iterate, toList } from "../evaluation/iterate.ts";
import { binaryOperators } from "../evaluation/operators.ts";
import { toText } from "../evaluation/text.ts";
import { members } from "../methods/find-method.ts";
import { dictEntries, isDict } from "../values/dict.ts";
import { LazyItems } from "../values/lazy-items.ts";
import { Markup, textOf } from "../html/markup.ts";
import { Undefined } from "../values/undefined.ts";
import { filter, type NamedFilter } from "./filter.ts";
import { prettyRepr } from "./pretty-repr.ts";

/** Filters on any value. */
export const valueFilters: readonly NamedFilter[] = [
  filter("default", ["value", ["default_value", ""], ["boolean", false]], defaultTo),
  filter("d", ["value", ["default_value", ""], ["boolean", false]], defaultTo, { function: "do_default" }),
  filter("attr", ["obj", "name"], (_evaluation, value, name) => attribute(value, name), { hidden: 1 }),
  filter("items", ["value"], (_evaluation, value) => new LazyItems(items(value), "do_items")),
  filter("tojson", ["value", ["indent", null]], toJsonText, { hidden: 1 }),
  filter("pprint", ["value"], (evaluation, value) => prettyRepr(value, evaluation)),
  filter("urlencode", ["value"], urlEncode),
];

function defaultTo(_evaluation: Evaluation, value: Value, otherwise: Value, boolean: Value): Value {
  return value instanceof Undefined || (isTrue(boolean) && !isTrue(value)) ? otherwise : value;
}

function attribute(value: Value, name: Value): Value {
  const text = textOf(name);
  if (text === undefined) throw typeError(`attribute name must be string, not '${nameOfType(name)}'`);
  return members.onlyAttribute(value, text);
}

function* items(value: Value): Generator<Value, void> {
  if (value instanceof Undefined) return;
  if (!isDict(value)) throw typeError("Can only get item pairs from a mapping.");
  for (const entry of dictEntries(value)) yield new PyTuple([...entry]);
}

const unsafe: Readonly<Record<string, string>> = {
  "<": String.raw`\u003c`,
  ">": String.raw`\u003e`,
  "&": String.raw`\u0026`,
  "'": String.raw`\u0027`,
};

function toJsonText(evaluation: Evaluation, value: Value, indent: Value): Value {
  const { meter } = evaluation;
  const style = { indent: indent === null ? null : 1, sortKeys: true, acceptsObjects: false };
  const dumped = dumpJson(value, { ...style, arrays, meter });
  const text = dumped.includes("\n") ? indented(dumped, indent, evaluation) : dumped;
  return new Markup(text.replaceAll(/[<>&']/g, (character) => unsafe[character] ?? character));
}

/** Puts something else in the place of the one blank that each level has now; no text in JSON has a line break of its own. */
function indented(dumped: string, indent: Value, evaluation: Evaluation): string {
  const filling = textOf(indent) ?? toText(binaryOperators["*"](" ", indent, evaluation));
  let size = dumped.length;
  for (const [line] of dumped.matchAll(/\n */g)) size += (line.length - 1) * filling.length;
  evaluation.meter.size(size);
  return dumped.replaceAll(/\n( *)/g, (_line, blanks: string) => `\n${filling.repeat(blanks.length)}`);
}

function urlEncode(evaluation: Evaluation, value: Value): Value {
  if (textOf(value) !== undefined || !isIterable(value, evaluation)) return quotePath(toText(value));
  const pairs = isDict(value)
    ? Array.from(dictEntries(value), (entry) => [...entry])
    : Array.from(iterate(value, evaluation), (pair) => pairOf(pair, evaluation));
  return pairs.map((pair) => pair.map((each) => quoteQuery(toText(each))).join("=")).join("&");
}

function isIterable(value: Value, evaluation: Evaluation): boolean {
  try {
    iterate(value, evaluation);
    return true;
  } catch (error) {
    if (error instanceof PyError && error.pyClass === "TypeError") return false;
    throw error;
  }
}

function pairOf(pair: Value, evaluation: Evaluation): Value[] {
  const members = toList(pair, evaluation);
  if (members.length > 2) throw new PyError("ValueError", "too many values to unpack (expected 2)");
  if (members.length < 2) {
    throw new PyError("ValueError", `not enough values to unpack (expected 2, got ${members.length})`);
  }
  return members;
}

function quotePath(text: string): string {
  return percentEncode(text).replaceAll("%2F", "/");
}

function quoteQuery(text: string): string {
  return percentEncode(text).replaceAll("%20", "+");
}

function percentEncode(text: string): string {
  if (!text.isWellFormed()) {
    throw new PyError("UnicodeEncodeError", "'utf-8' codec can't encode characters: surrogates not allowed");
  }
  return encodeURIComponent(text).replaceAll(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
