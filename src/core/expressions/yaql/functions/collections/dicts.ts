import type { Value } from "../../../python/index.ts";
import { equals, keyError, PyDict, PyError, pyRepr, typeError } from "../../../python/index.ts";
import { define } from "../../registry/definition.ts";
import { lambda } from "../../registry/lazy-types.ts";
import { arg, defaulted, optional, rest } from "../../registry/parameter.ts";
import { any, dict, frozenDict, isIterable, iterable, ruleValue } from "../../registry/types.ts";
import type { Dict } from "../../runtime/views.ts";
import { className, dictEntries, dictGet, dictSize, isDict } from "../../runtime/views.ts";

/** Dicts are made and asked. */
export const dictFunctions = [
  define({
    name: "dict",
    kind: "function",
    withoutKeywords: true,
    args: [rest("args", ruleValue)],
    doc: "A dict of the pairs.",
    example: { expr: "dict(a => 1, b => 2)", result: { a: 1, b: 2 } },
    run: (_context, rules) => frozenDict(rules.map(({ source, destination }) => [source, destination])),
  }),
  define({
    name: "#map",
    kind: "function",
    withoutKeywords: true,
    args: [rest("args", ruleValue)],
    doc: "A dict of the pairs between the braces.",
    example: { expr: "{a => 1, 2 => b}.get(2)", result: "b" },
    run: (_context, rules) => frozenDict(rules.map(({ source, destination }) => [source, destination])),
  }),
  define({
    name: "dict",
    kind: "function",
    withoutKeywords: true,
    args: [arg("items", iterable)],
    doc: "A dict of a collection of pairs.",
    example: { expr: "dict([[a, 1], [b, 2]])", result: { a: 1, b: 2 } },
    run: (_context, items) => {
      const pairs: [Value, Value][] = [];
      for (const item of items) pairs.push(pairOf(item));
      return frozenDict(pairs);
    },
  }),
  define({
    name: "toDict",
    kind: "method",
    args: [arg("collection", iterable), arg("keySelector", lambda), optional("valueSelector", lambda)],
    doc: "A dict of the items, or of what is selected of each, by key. The last of equal keys stays.",
    example: { expr: "[a, bb].toDict($, $.len())", result: { a: 1, bb: 2 } },
    run: (_context, collection, keySelector, valueSelector) => {
      const result = new PyDict("tuple");
      for (const item of collection) {
        const key = keySelector(item);
        result.set(key, valueSelector === undefined ? item : valueSelector(item));
      }
      return result;
    },
  }),
  define({
    name: "#indexer",
    kind: "function",
    args: [arg("dict", dict), arg("key", any)],
    doc: "The value of a key; KeyError when it is absent.",
    example: { expr: "$['a-b']", data: { "a-b": 1 }, result: 1 },
    run: (_context, map, key) => {
      const value = dictGet(map, key);
      if (value === undefined) throw keyError(pyRepr(key, "tuple"));
      return value;
    },
  }),
  define({
    name: "#indexer",
    kind: "function",
    args: [arg("dict", dict), arg("key", any), arg("default", any)],
    doc: "The value of a key, or the default when it is absent.",
    example: { expr: "$[x, 0]", data: {}, result: 0 },
    run: (_context, map, key, fallback) => or(dictGet(map, key), fallback),
  }),
  define({
    name: "get",
    kind: "method",
    args: [arg("dict", dict), arg("key", any), defaulted("default", any, null)],
    doc: "The value of a key, or the default when it is absent.",
    example: { expr: "[$.get(a), $.get(b), $.get(b, 0)]", data: { a: 1 }, result: [1, null, 0] },
    run: (_context, map, key, fallback) => or(dictGet(map, key), fallback),
  }),
  define({
    name: "containsKey",
    kind: "method",
    args: [arg("dict", dict), arg("key", any)],
    doc: "Whether the dict has the key.",
    example: { expr: "{a => 1}.containsKey(a)", result: true },
    run: (_context, map, key) => dictGet(map, key) !== undefined,
  }),
  define({
    name: "containsValue",
    kind: "method",
    args: [arg("dict", dict), arg("value", any)],
    doc: "Whether the dict has the value under any key.",
    example: { expr: "{a => 1}.containsValue(2)", result: false },
    run: (_context, map, value) => {
      for (const [, member] of dictEntries(map)) if (equals(member, value)) return true;
      return false;
    },
  }),
  define({
    name: "len",
    kind: "both",
    args: [arg("dict", dict)],
    doc: "The number of entries.",
    example: { expr: "{a => 1}.len()", result: 1 },
    run: (_context, map) => dictSize(map),
  }),
  define({
    name: "isDict",
    kind: "function",
    args: [arg("arg", any)],
    doc: "Whether the value is a dict.",
    example: { expr: "[isDict({}), isDict([])]", result: [true, false] },
    run: (_context, value) => isDict(value),
  }),
];

function or(found: Value | undefined, fallback: Value): Value {
  return found === undefined ? fallback : found;
}

/** Key and value out of anything with two members; what is over has no use. */
function pairOf(item: Value): [Value, Value] {
  const members = membersOf(item)[Symbol.iterator]();
  const take = (): Value => {
    const step = members.next();
    if (step.done === true) throw new PyError("StopIteration", "");
    return step.value;
  };
  return [take(), take()];
}

function membersOf(item: Value): Iterable<Value> {
  if (typeof item === "string") return item;
  if (isIterable(item)) return item;
  if (isDict(item)) return keysOf(item);
  throw typeError(`'${className(item)}' object is not iterable`);
}

function* keysOf(map: Dict): Generator<Value, undefined> {
  for (const [key] of dictEntries(map)) yield key;
}
