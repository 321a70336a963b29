import {
  characters,
  isArray,
  modulo,
  PyError,
  PyTuple,
  sliceItems,
  equals,
  floorDivide,
  sliceText,
  typeError,
  type Value,
} from "../../python/index.ts";

import { expectInt, nameOfType } from "../evaluation/expect.ts";
import type { Evaluation } from "../evaluation/evaluation.ts";
import { iterate, lengthOf, toList } from "../evaluation/iterate.ts";
import { joinAll } from "../evaluation/join.ts";
import { plus } from "../evaluation/operators.ts";
import { escape, softText, toText } from "../evaluation/text.ts";
import { members } from "../methods/find-method.ts";
import { DictView } from "../values/dict-view.ts";
import { dictKeys, isDict } from "../values/dict.ts";
import { escapeText, Markup, textOf } from "../html/markup.ts";
import { ContainerIterator, LazyItems } from "../values/lazy-items.ts";
import { PyRange } from "../values/range.ts";
import { Undefined } from "../values/undefined.ts";
import { attributeGetter } from "./attribute-getter.ts";
import { filter, type NamedFilter } from "./filter.ts";

/** Filters on sequences that keep the items as they are. */
export const sequenceFilters: readonly NamedFilter[] = [
  filter("first", ["seq"], first, { function: "sync_do_first", hidden: 1 }),
  filter("last", ["seq"], last, { hidden: 1 }),
  filter("random", ["seq"], random, { hidden: 1 }),
  filter("length", ["obj"], (_evaluation, value) => lengthOf(value), { function: "len", isNative: true }),
  filter("count", ["obj"], (_evaluation, value) => lengthOf(value), { function: "len", isNative: true }),
  filter("list", ["value"], (evaluation, value) => toList(value, evaluation), { function: "sync_do_list" }),
  filter("join", ["value", ["d", ""], ["attribute", null]], join, { function: "sync_do_join", hidden: 1 }),
  filter("sum", ["iterable", ["attribute", null], ["start", 0]], sum, { function: "sync_do_sum", hidden: 1 }),
  filter("reverse", ["value"], reverse),
  filter(
    "batch",
    ["value", "linecount", ["fill_with", null]],
    (evaluation, value, size, fill) => new LazyItems(batch(evaluation, value, size, fill), "do_batch"),
  ),
  filter(
    "slice",
    ["value", "slices", ["fill_with", null]],
    (evaluation, value, count, fill) => new LazyItems(slice(evaluation, value, count, fill), "sync_do_slice"),
    { function: "sync_do_slice" },
  ),
];

function first(evaluation: Evaluation, value: Value): Value {
  const step = iterate(value, evaluation).next();
  return step.done === true ? new Undefined("No first item, sequence was empty.") : step.value;
}

function last(evaluation: Evaluation, value: Value): Value {
  const step = reversed(value, evaluation).next();
  return step.done === true ? new Undefined("No last item, sequence was empty.") : step.value;
}

function random(evaluation: Evaluation, value: Value): Value {
  const length = lengthOf(value);
  if (length === 0) return new Undefined("No random item, sequence was empty.");
  const index = Math.floor(evaluation.functions.random() * length);
  if (isDict(value)) throw new PyError("KeyError", String(index));
  if (value instanceof DictView) throw typeError(`'${nameOfType(value)}' object is not subscriptable`);
  return members.item(value, index);
}

/** What Python's `reversed` walks: lists, tuples, texts, ranges, dicts and their views. */
function reversed(value: Value, evaluation: Evaluation): Iterator<Value> {
  evaluation.meter.step();
  const text = textOf(value);
  if (text !== undefined) return characters(text).toReversed().values();
  if (isArray(value)) return value.toReversed().values();
  if (value instanceof PyTuple) return value.items.toReversed().values();
  if (isDict(value)) return [...dictKeys(value)].toReversed().values();
  if (value instanceof PyRange || value instanceof DictView) return toList(value, evaluation).toReversed().values();
  if (value instanceof Undefined) value.fail();
  throw typeError(`'${nameOfType(value)}' object is not reversible`);
}

function reverse(evaluation: Evaluation, value: Value): Value {
  const text = textOf(value);
  if (text !== undefined) {
    const backwards = sliceText(text, null, null, -1);
    return value instanceof Markup ? new Markup(backwards) : backwards;
  }
  try {
    return new ContainerIterator(reversed(value, evaluation), reverserOf(value));
  } catch (error) {
    if (!isTypeError(error)) throw error;
  }
  try {
    return toList(value, evaluation).toReversed();
  } catch (error) {
    if (!isTypeError(error)) throw error;
    throw new PyError("FilterArgumentError", "argument must be iterable");
  }
}

/** The class of the iterator that Python's `reversed` gives. */
function reverserOf(value: Value): string {
  if (isArray(value)) return "list_reverseiterator";
  if (value instanceof PyRange) return "range_iterator";
  if (isDict(value)) return "dict_reversekeyiterator";
  return value instanceof DictView ? `dict_reverse${value.kind.slice(0, -1)}iterator` : "reversed";
}

function isTypeError(error: unknown): boolean {
  return error instanceof PyError && error.pyClass === "TypeError";
}

function join(evaluation: Evaluation, value: Value, separator: Value, attribute: Value): Value {
  const get = attribute === null ? undefined : attributeGetter(attribute);
  const items: Value[] = [];
  for (const item of iterate(value, evaluation)) items.push(get === undefined ? item : get(item));
  if (!evaluation.isEscaping) return joinAll(toText(separator), items.map(toText), evaluation);
  if (separator instanceof Markup || items.some((item) => item instanceof Markup)) {
    const texts = items.map((item) => (item instanceof Markup ? item.text : escapeText(toText(item))));
    return new Markup(joinAll(escape(separator).text, texts, evaluation));
  }
  const texts = items.map((item) => toText(softText(item)));
  return joinAll(toText(separator), texts, evaluation);
}

function sum(evaluation: Evaluation, value: Value, attribute: Value, start: Value): Value {
  const get = attribute === null ? undefined : attributeGetter(attribute);
  const items = iterate(value, evaluation);
  if (textOf(start) !== undefined) throw typeError("sum() can't sum strings [use ''.join(seq) instead]");
  let total = start;
  for (const item of items) total = plus(total, get === undefined ? item : get(item), evaluation);
  return total;
}

function* batch(evaluation: Evaluation, value: Value, size: Value, fill: Value): Generator<Value, void> {
  let group: Value[] = [];
  for (const item of iterate(value, evaluation)) {
    if (equals(group.length, size)) {
      yield group;
      group = [];
    }
    group.push(item);
  }
  if (group.length === 0) return;
  if (fill !== null) {
    const missing = expectInt(size) - group.length;
    evaluation.meter.size(group.length + Math.max(0, missing));
    for (let i = 0; i < missing; i += 1) group.push(fill);
  }
  yield group;
}

function* slice(evaluation: Evaluation, value: Value, count: Value, fill: Value): Generator<Value, void> {
  const items = toList(value, evaluation);
  const slices = expectInt(count);
  const size = Number(floorDivide(items.length, slices));
  const withExtra = Number(modulo(items.length, slices));
  let offset = 0;
  for (let i = 0; i < slices; i += 1) {
    evaluation.meter.step();
    const start = offset + i * size;
    if (i < withExtra) offset += 1;
    const part = sliceItems(items, start, offset + (i + 1) * size, null);
    if (fill !== null && i >= withExtra) part.push(fill);
    yield part;
  }
}
