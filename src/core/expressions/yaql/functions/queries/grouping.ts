import type { Value } from "../../../python/index.ts";
import { equals, PyDict, PyError, PyList } from "../../../python/index.ts";
import type { FunctionDefinition } from "../../registry/definition.ts";
import { define } from "../../registry/definition.ts";
import { lazily } from "../../registry/items.ts";
import { lambda } from "../../registry/lazy-types.ts";
import { arg, optional } from "../../registry/parameter.ts";
import { isSequence, iterable } from "../../registry/types.ts";
import { isDict, isSetLike } from "../../runtime/views.ts";
import { itemsOf } from "../collections/sequences.ts";

/** `groupBy`. */
export const groupingFunctions: readonly FunctionDefinition[] = [
  define({
    name: "groupBy",
    kind: "method",
    args: [
      arg("collection", iterable),
      arg("keySelector", lambda),
      optional("valueSelector", lambda),
      optional("aggregator", lambda),
    ],
    doc: "Pairs of a key and the list of its values, or what the aggregator gives for the list.",
    example: {
      expr: "$.groupBy($.zone, $.name, $.join(' '))",
      data: [
        { zone: "a", name: "x" },
        { zone: "b", name: "y" },
        { zone: "a", name: "z" },
      ],
      result: [
        ["a", "x z"],
        ["b", "y"],
      ],
    },
    run: (_context, collection, keySelector, valueSelector, aggregator) => {
      const groups = new PyDict("tuple");
      for (const item of collection) {
        const value = valueSelector === undefined ? item : valueSelector(item);
        const key = keySelector(item);
        const group = groups.get(key);
        if (group instanceof PyList) group.items.push(value);
        else groups.set(key, new PyList([value]));
      }
      const result = aggregator === undefined ? (group: Group) => [...group] : aggregation(aggregator);
      return lazily(function* () {
        for (const [key, values] of groups.entries()) if (values instanceof PyList) yield result([key, values]);
      }, "map");
    },
  }),
];

type Group = readonly [Value, PyList];

/**
 * The aggregator gets the values of a group. Older workflows wrote it for the pair of key and values: if it fails for the
 * first group in the way that such a one would, it is tried in that form, and then for all groups.
 */
function aggregation(aggregator: (argument: Value) => Value): (group: Group) => Value {
  let failure: PyError | undefined;
  let mayBeOld = true;
  return ([key, values]) => {
    if (failure === undefined) {
      try {
        const result = aggregator(values);
        mayBeOld &&= looksOld(result, values);
        return [key, result];
      } catch (error) {
        if (!(error instanceof PyError) || !oldFailures.has(error.pyClass)) throw error;
        failure = error;
      }
    }
    const result = mayBeOld ? attempt(() => aggregator([key, values])) : undefined;
    if (result !== undefined && lengthOf(result) === 2) return result;
    throw failure;
  };
}

const oldFailures: ReadonlySet<string> = new Set([
  "NoMatchingMethodException",
  "NoMatchingFunctionException",
  "IndexError",
]);

function looksOld(result: Value, values: PyList): boolean {
  if (values.items.length !== 2 || !isSequence(result)) return false;
  const items = itemsOf(result);
  return items.length === 2 && equals(items[0] as Value, values.items[0] as Value);
}

function attempt(run: () => Value): Value | undefined {
  try {
    return run();
  } catch (error) {
    if (error instanceof PyError && error.pyClass !== "BudgetExceeded") return undefined;
    throw error;
  }
}

function lengthOf(value: Value): number | undefined {
  if (typeof value === "string") return Array.from(value).length;
  if (isSequence(value)) return itemsOf(value).length;
  if (isSetLike(value) || value instanceof PyDict) return value.size;
  return isDict(value) ? Object.keys(value).length : undefined;
}
