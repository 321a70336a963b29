import { type PyTuple, isArray, isSame, isTrue, PyError, pyRepr, type Value, valueError } from "../../python/index.ts";
import { expectInt } from "../evaluation/expect.ts";
import { iterate, toList } from "../evaluation/iterate.ts";
import { sortValues } from "../evaluation/sort.ts";
import { callValue } from "../evaluation/call.ts";
import { arrays, type Evaluation } from "../evaluation/evaluation.ts";
import { noKeywords } from "../values/callable.ts";
import { method, type Methods } from "./method.ts";

/** `index` and `count`, which lists and tuples share. */
function indexOf(items: readonly Value[], wanted: Value, start: number, stop: number, evaluation: Evaluation): number {
  evaluation.meter.walk(items.length);
  const clamp = (index: number) => Math.min(Math.max(index < 0 ? index + items.length : index, 0), items.length);
  for (let i = clamp(start); i < clamp(stop); i += 1) if (isSame(items[i] ?? null, wanted)) return i;
  return -1;
}

function countOf(items: readonly Value[], wanted: Value, evaluation: Evaluation): number {
  evaluation.meter.walk(items.length);
  return items.filter((item) => isSame(item, wanted)).length;
}

const last = Number.MAX_SAFE_INTEGER;

/** A list that may be changed in place: Jinja lets templates do that to lists of their own and of the data. */
function changing(
  name: string,
  parameters: Parameters<typeof method>[1],
  run: (evaluation: Evaluation, items: Value[], ...values: Value[]) => Value,
) {
  return method<readonly Value[]>(name, parameters, (evaluation, items, ...values) => {
    evaluation.willChangeInPlace();
    return run(evaluation, items as Value[], ...values);
  });
}

/** The methods of `list`. */
export const listMethods: Methods<readonly Value[]> = new Map([
  method<readonly Value[]>(
    "index",
    ["value", ["start", 0], ["stop", last]],
    (evaluation, items, value, start, stop) => {
      const at = indexOf(items, value, expectInt(start), expectInt(stop), evaluation);
      if (at === -1) throw valueError(`${pyRepr(value, arrays)} is not in list`);
      return at;
    },
  ),
  method<readonly Value[]>("count", ["value"], (evaluation, items, value) => countOf(items, value, evaluation)),
  method<readonly Value[]>("copy", [], (_evaluation, items) => [...items]),
  changing("append", ["object"], (evaluation, items, value) => {
    items.push(value);
    evaluation.meter.size(items.length);
    return null;
  }),
  changing("extend", ["iterable"], (evaluation, items, more) => {
    for (const item of isArray(more) ? toList(more, evaluation) : iterate(more, evaluation)) {
      items.push(item);
      evaluation.meter.size(items.length);
    }
    return null;
  }),
  changing("insert", ["index", "object"], (_evaluation, items, index, value) => {
    items.splice(expectInt(index), 0, value);
    return null;
  }),
  changing("pop", [["index", -1]], (_evaluation, items, index) => {
    if (items.length === 0) throw new PyError("IndexError", "pop from empty list");
    const at = expectInt(index);
    const place = at < 0 ? at + items.length : at;
    const [removed] = place >= 0 ? items.splice(place, 1) : [];
    if (removed === undefined) throw new PyError("IndexError", "pop index out of range");
    return removed;
  }),
  changing("remove", ["value"], (evaluation, items, value) => {
    const at = indexOf(items, value, 0, last, evaluation);
    if (at === -1) throw valueError("list.remove(x): x not in list");
    items.splice(at, 1);
    return null;
  }),
  changing("reverse", [], (_evaluation, items) => {
    items.reverse();
    return null;
  }),
  changing("clear", [], (_evaluation, items) => {
    items.length = 0;
    return null;
  }),
  changing(
    "sort",
    [
      ["key", null],
      ["reverse", false],
    ],
    (evaluation, items, key, reverse) => {
      const keyOf = (item: Value) => (key === null ? item : callValue(key, [item], noKeywords, evaluation));
      const sorted = sortValues(items, keyOf, isTrue(reverse), evaluation);
      items.splice(0, items.length, ...sorted);
      return null;
    },
  ),
]);

/** The methods of `tuple`. */
export const tupleMethods: Methods<PyTuple> = new Map([
  method<PyTuple>("index", ["value", ["start", 0], ["stop", last]], (evaluation, tuple, value, start, stop) => {
    const at = indexOf(tuple.items, value, expectInt(start), expectInt(stop), evaluation);
    if (at === -1) throw valueError("tuple.index(x): x not in tuple");
    return at;
  }),
  method<PyTuple>("count", ["value"], (evaluation, tuple, value) => countOf(tuple.items, value, evaluation)),
]);
