import {
  hashKey,
  isSame,
  isTrue,
  PyError,
  PyTuple,
  type HashKey,
  type OrderOperator,
  type Value,
} from "../../python/index.ts";
import { isLess } from "../evaluation/comparison.ts";
import { arrays, type Evaluation } from "../evaluation/evaluation.ts";
import { nameOfType } from "../evaluation/expect.ts";
import { iterate, toList } from "../evaluation/iterate.ts";
import { sortValues } from "../evaluation/sort.ts";
import { dictEntries, isDict } from "../values/dict.ts";
import { LazyItems } from "../values/lazy-items.ts";
import { GroupTuple } from "../values/group-tuple.ts";
import { textOf } from "../html/markup.ts";
import { Undefined } from "../values/undefined.ts";
import { attributeGetter, foldCase, keyGetter, keysGetter } from "./attribute-getter.ts";
import { filter, type NamedFilter } from "./filter.ts";

/** Filters that compare items; texts without regard to case unless told otherwise. */
export const orderingFilters: readonly NamedFilter[] = [
  filter(
    "sort",
    ["value", ["reverse", false], ["case_sensitive", false], ["attribute", null]],
    (evaluation, value, isReversed, isCaseSensitive, attribute) => {
      const items = toList(value, evaluation);
      return sortValues(items, keysGetter(attribute, isCaseSensitive), isTrue(isReversed), evaluation);
    },
    { hidden: 1 },
  ),
  filter("dictsort", ["value", ["case_sensitive", false], ["by", "key"], ["reverse", false]], sortDict),
  filter(
    "unique",
    ["value", ["case_sensitive", false], ["attribute", null]],
    (evaluation, value, isCaseSensitive, attribute) =>
      new LazyItems(unique(evaluation, value, isCaseSensitive, attribute), "do_unique"),
    { hidden: 1 },
  ),
  extreme("min", "<"),
  extreme("max", ">"),
  filter("groupby", ["value", "attribute", ["default", null], ["case_sensitive", false]], groupBy, {
    function: "sync_do_groupby",
    hidden: 1,
  }),
];

function sortDict(evaluation: Evaluation, value: Value, isCaseSensitive: Value, by: Value, isReversed: Value): Value {
  const name = textOf(by);
  if (name !== "key" && name !== "value") {
    throw new PyError("FilterArgumentError", 'You can only sort by either "key" or "value"');
  }
  if (value instanceof Undefined) value.fail();
  if (!isDict(value)) throw new PyError("AttributeError", `'${nameOfType(value)}' object has no attribute 'items'`);
  const keyOf = (pair: Value): Value => {
    const [key = null, member = null] = pair instanceof PyTuple ? pair.items : [];
    const compared = name === "key" ? key : member;
    return isTrue(isCaseSensitive) ? compared : foldCase(compared);
  };
  const pairs = Array.from(dictEntries(value), (entry) => new PyTuple([...entry]));
  return sortValues(pairs, keyOf, isTrue(isReversed), evaluation);
}

function* unique(
  evaluation: Evaluation,
  value: Value,
  isCaseSensitive: Value,
  attribute: Value,
): Generator<Value, void> {
  const get = keyGetter(attribute, isCaseSensitive);
  const seen = new Set<HashKey>();
  for (const item of iterate(value, evaluation)) {
    const key = hashKey(get(item), arrays);
    if (seen.has(key)) continue;
    seen.add(key);
    yield item;
  }
}

function extreme(name: "min" | "max", operator: OrderOperator): NamedFilter {
  return filter(
    name,
    ["value", ["case_sensitive", false], ["attribute", null]],
    (evaluation, value, isCaseSensitive, attribute) => {
      const get = keyGetter(attribute, isCaseSensitive);
      let best: { readonly item: Value; readonly key: Value } | undefined;
      for (const item of iterate(value, evaluation)) {
        const key = get(item);
        if (best === undefined || isLess(key, operator, best.key)) best = { item, key };
      }
      return best === undefined ? new Undefined("No aggregated item, sequence was empty.") : best.item;
    },
    { hidden: 1 },
  );
}

function groupBy(
  evaluation: Evaluation,
  value: Value,
  attribute: Value,
  otherwise: Value,
  isCaseSensitive: Value,
): Value {
  const get = keyGetter(attribute, isCaseSensitive, otherwise);
  const getGrouper = attributeGetter(attribute, otherwise);
  const sorted = sortValues(toList(value, evaluation), get, false, evaluation);
  const groups: { readonly key: Value; readonly items: Value[] }[] = [];
  for (const item of sorted) {
    const key = get(item);
    const group = groups.at(-1);
    if (group !== undefined && isSame(group.key, key)) group.items.push(item);
    else groups.push({ key, items: [item] });
  }
  return groups.map(({ items }) => new GroupTuple(getGrouper(items[0] ?? null), items));
}
