import type { Value } from "../../../python/index.ts";
import { PyDict } from "../../../python/index.ts";
import { define } from "../../registry/definition.ts";
import { arg, rest } from "../../registry/parameter.ts";
import { any, dict, frozenDict, iterable, ruleValue } from "../../registry/types.ts";
import type { Dict } from "../../runtime/views.ts";
import { dictEntries, SetView, ValuesView } from "../../runtime/views.ts";

/** New dicts out of others; and the views of a dict. */
export const dictChangeFunctions = [
  define({
    name: "set",
    kind: "method",
    withoutKeywords: true,
    args: [arg("dict", dict), arg("key", any), arg("value", any)],
    doc: "A dict with one entry added or replaced.",
    example: { expr: "{a => 1}.set(b, 2)", result: { a: 1, b: 2 } },
    run: (_context, map, key, value) => frozenDict([...dictEntries(map), [key, value]]),
  }),
  define({
    name: "set",
    kind: "method",
    withoutKeywords: true,
    args: [arg("dict", dict), arg("replacements", dict)],
    doc: "A dict with the entries of another added or replaced.",
    example: { expr: "{a => 1}.set({a => 2, b => 3})", result: { a: 2, b: 3 } },
    run: (_context, map, replacements) => frozenDict([...dictEntries(map), ...dictEntries(replacements)]),
  }),
  define({
    name: "set",
    kind: "method",
    withoutKeywords: true,
    args: [arg("dict", dict), rest("args", ruleValue)],
    doc: "A dict with the pairs added or replaced.",
    example: { expr: "{a => 1}.set(a => 2, b => 3)", result: { a: 2, b: 3 } },
    run: (_context, map, rules) =>
      frozenDict([
        ...dictEntries(map),
        ...rules.map(({ source, destination }): [Value, Value] => [source, destination]),
      ]),
  }),
  define({
    name: "#operator_+",
    kind: "function",
    args: [arg("left", dict), arg("right", dict)],
    doc: "A dict with the entries of both; those of the right one replace.",
    example: { expr: "{a => 1, b => 1} + {b => 2}", result: { a: 1, b: 2 } },
    run: (_context, left, right) => frozenDict([...dictEntries(left), ...dictEntries(right)]),
  }),
  define({
    name: "delete",
    kind: "method",
    args: [arg("dict", dict), rest("keys", any)],
    doc: "A dict without the keys; one that is not there does not matter.",
    example: { expr: "{a => 1, b => 2}.delete(a, x)", result: { b: 2 } },
    run: (_context, map, keys) => without(map, keys),
  }),
  define({
    name: "deleteAll",
    kind: "method",
    args: [arg("dict", dict), arg("keys", iterable)],
    doc: "A dict without the keys in a collection.",
    example: { expr: "{a => 1, b => 2}.deleteAll([a, x])", result: { b: 2 } },
    run: (_context, map, keys) => without(map, keys),
  }),
  define({
    name: "keys",
    kind: "method",
    args: [arg("dict", dict)],
    doc: "The keys, as a set.",
    example: { expr: "{a => 1, b => 2}.keys()", result: { $set: ["a", "b"] } },
    run: (_context, map) => new SetView(map, "keys"),
  }),
  define({
    name: "values",
    kind: "method",
    args: [arg("dict", dict)],
    doc: "The values.",
    example: { expr: "{a => 1, b => 2}.values()", result: [1, 2] },
    run: (_context, map) => new ValuesView(map),
  }),
  define({
    name: "items",
    kind: "method",
    args: [arg("dict", dict)],
    doc: "The pairs of key and value, as a set; use `.toList()` or `.select()` on it.",
    example: { expr: "{a => 1}.items().toList()", result: [["a", 1]] },
    run: (_context, map) => new SetView(map, "items"),
  }),
];

function without(map: Dict, keys: Iterable<Value>): PyDict {
  const copy = new PyDict("tuple", dictEntries(map));
  for (const key of keys) copy.delete(key);
  return copy;
}
