import type { Value } from "../../../python/index.ts";
import { PyError, PySet } from "../../../python/index.ts";
import type { FunctionDefinition } from "../../registry/definition.ts";
import { alias, define } from "../../registry/definition.ts";
import { arg, rest } from "../../registry/parameter.ts";
import { any, iterable, set } from "../../registry/types.ts";
import type { SetView } from "../../runtime/views.ts";
import { isSetLike, isSubset } from "../../runtime/views.ts";
import { spliced } from "../collections/lists.ts";

type SetLike = PySet | SetView;

const difference = combination("difference", "The members of the first that are not in the second.", ["a"], (a, b) =>
  [...a].filter((member) => !b.has(member)),
);

/** Sets are made, combined and compared. */
export const setFunctions: readonly FunctionDefinition[] = [
  define({
    name: "set",
    kind: "function",
    args: [rest("args", any)],
    doc: "A set of the arguments; the items of an iterator take its place.",
    example: { expr: "set(1, 2, 1)", result: { $set: [1, 2] } },
    run: (_context, args) => frozen(spliced(args)),
  }),
  define({
    name: "toSet",
    kind: "method",
    args: [arg("collection", iterable)],
    doc: "A set of the items.",
    example: { expr: "[1, 2, 1].toSet()", result: { $set: [1, 2] } },
    run: (_context, collection) => frozen(collection),
  }),
  define({
    name: "isSet",
    kind: "function",
    args: [arg("arg", any)],
    doc: "Whether the value is a set; what `keys()` and `items()` give is one.",
    example: { expr: "[isSet(set()), isSet([])]", result: [true, false] },
    run: (_context, value) => isSetLike(value),
  }),
  define({
    name: "len",
    kind: "both",
    args: [arg("set", set)],
    doc: "The number of members.",
    example: { expr: "set(a, b).len()", result: 2 },
    run: (_context, members) => members.size,
  }),
  combination("union", "The members of both.", ["a", "b", "c"], (a, b) => [...a, ...b]),
  combination(
    "intersect",
    "The members that are in both.",
    ["b"],
    (a, b) => [...a].filter((member) => b.has(member)),
    "intersection",
  ),
  difference,
  {
    ...alias("#operator_-", difference),
    kind: "function",
    example: { expr: "set(a, b) - set(b, c)", result: { $set: ["a"] } },
  },
  combination(
    "symmetricDifference",
    "The members that are in one only.",
    ["a", "c"],
    (a, b) => [...[...a].filter((member) => !b.has(member)), ...[...b].filter((member) => !a.has(member))],
    "symmetric_difference",
  ),
  change("add", "A set with the values added.", ["a", "b"], (members, values) => [...members, ...values], "union"),
  change(
    "remove",
    "A set without the values.",
    ["a"],
    (members, values) => [...members].filter((member) => !values.has(member)),
    "difference",
  ),
  order("<", "Whether the left set is a proper part of the right one.", (a, b) => a.size < b.size && isSubset(a, b)),
  order("<=", "Whether the left set is a part of the right one.", (a, b) => isSubset(a, b)),
  order(">", "Whether the right set is a proper part of the left one.", (a, b) => b.size < a.size && isSubset(b, a)),
  order(">=", "Whether the right set is a part of the left one.", (a, b) => isSubset(b, a)),
];

function frozen(members: Iterable<Value>): PySet {
  return new PySet("tuple", members, true);
}

/** Python's views of a dict are sets without these methods. */
function wantSet(members: SetLike, attribute: string): void {
  if (!(members instanceof PySet)) {
    throw new PyError("AttributeError", `'${members.pyType}' object has no attribute '${attribute}'`);
  }
}

function combination(
  name: string,
  doc: string,
  result: readonly string[],
  combine: (left: SetLike, right: SetLike) => Value[],
  attribute = name,
): FunctionDefinition {
  return define({
    name,
    kind: "method",
    args: [arg("left", set), arg("right", set)],
    doc,
    example: { expr: `set(a, b).${name}(set(b, c))`, result: { $set: result } },
    run: (_context, left, right) => {
      wantSet(left, attribute);
      return frozen(combine(left, right));
    },
  });
}

function change(
  name: string,
  doc: string,
  result: readonly string[],
  combine: (members: SetLike, values: PySet) => Value[],
  attribute: string,
): FunctionDefinition {
  return define({
    name,
    kind: "method",
    args: [arg("set", set), rest("values", any)],
    doc,
    example: { expr: name === "add" ? "set(a).add(b)" : `set(a, b).${name}(b)`, result: { $set: result } },
    run: (_context, members, values) => {
      wantSet(members, attribute);
      return frozen(combine(members, frozen(values)));
    },
  });
}

function order(operator: string, doc: string, compare: (a: SetLike, b: SetLike) => boolean): FunctionDefinition {
  return define({
    name: `#operator_${operator}`,
    kind: "function",
    args: [arg("left", set), arg("right", set)],
    doc,
    example: {
      expr: operator.startsWith("<") ? `set(a) ${operator} set(a, b)` : `set(a, b) ${operator} set(a)`,
      result: true,
    },
    run: (_context, left, right) => compare(left, right),
  });
}
