import type { Value } from "../../../python/index.ts";
import { PyDict, PyList, typeError } from "../../../python/index.ts";
import type { FunctionDefinition } from "../../registry/definition.ts";
import { define } from "../../registry/definition.ts";
import { lambda } from "../../registry/lazy-types.ts";
import { arg, defaulted, optional } from "../../registry/parameter.ts";
import type { Sequence } from "../../registry/types.ts";
import { dict, int, isSequence } from "../../registry/types.ts";
import type { Dict } from "../../runtime/views.ts";
import { className, dictEntries, dictGet, isDict } from "../../runtime/views.ts";
import { itemsOf } from "../collections/sequences.ts";
import { distinct } from "./selecting.ts";

type Merge = (left: Value, right: Value) => Value;

/** `mergeWith`. */
export const mergingFunctions: readonly FunctionDefinition[] = [
  define({
    name: "mergeWith",
    kind: "method",
    args: [
      arg("dict", dict),
      arg("another", dict),
      optional("listMerger", lambda),
      optional("itemMerger", lambda),
      defaulted("maxLevels", int, 0),
    ],
    doc:
      "Two dicts merged at every level (or `maxLevels` of them): lists are put together without repetitions, of other " +
      "values the second stays; the mergers (`$1`, `$2`) do it otherwise.",
    example: {
      expr: "{a => {x => 1}, b => [1]}.mergeWith({a => {y => 2}, b => [1, 2]})",
      result: { a: { x: 1, y: 2 }, b: [1, 2] },
    },
    run: (_context, left, right, listMerger, itemMerger, maxLevels) =>
      merge(left, right, { lists: listMerger ?? mergeLists, items: itemMerger ?? second }, Number(maxLevels)),
  }),
];

interface Mergers {
  readonly lists: Merge;
  readonly items: Merge;
}

/** @param levels how many levels of dicts are merged, 0 for all */
function merge(left: Dict, right: Dict, mergers: Mergers, levels: number): PyDict {
  const result = new PyDict("tuple");
  for (const [key, value] of dictEntries(left)) {
    const other = dictGet(right, key);
    result.set(key, other === undefined ? value : mergeValues(value, other, mergers, levels));
  }
  for (const [key, value] of dictEntries(right)) if (!result.has(key)) result.set(key, value);
  return result;
}

function mergeValues(left: Value, right: Value, mergers: Mergers, levels: number): Value {
  if (levels === 1) return mergers.items(left, right);
  if (isDict(right)) {
    if (!isDict(left)) throw cannotMerge(left, right);
    return merge(left, right, mergers, levels === 0 ? 0 : levels - 1);
  }
  if (!isSequence(right)) return mergers.items(left, right);
  if (!isSequence(left)) throw cannotMerge(left, right);
  return mergers.lists(left, right);
}

function second(_left: Value, right: Value): Value {
  return right;
}

/** Python adds a tuple only to a tuple and a list only to a list. */
function mergeLists(left: Value, right: Value): Value {
  const [a, b] = [left as Sequence, right as Sequence];
  const [kind, other] = [a, b].map((list) => (list instanceof PyList ? "list" : "tuple"));
  if (kind !== other) throw typeError(`can only concatenate ${kind} (not "${other}") to ${kind}`);
  return [...distinct([...itemsOf(a), ...itemsOf(b)])];
}

function cannotMerge(left: Value, right: Value): Error {
  return typeError(`Cannot merge <class '${className(left)}'> with <class '${className(right)}'>`);
}
