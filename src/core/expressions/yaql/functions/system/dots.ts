import { accessOf, attributeOf, noAccess } from "../../resolution/access.ts";
import { define } from "../../registry/definition.ts";
import { expression, keyword, methodCall } from "../../registry/lazy-types.ts";
import { arg } from "../../registry/parameter.ts";
import { any, dict, iterable } from "../../registry/types.ts";

/** What `.` and `?.` mean for each kind of left side. */
export const dotFunctions = [
  define({
    name: "#operator_.",
    kind: "function",
    args: [arg("receiver", any), arg("expr", methodCall)],
    doc: "Calls a method of the receiver.",
    example: { expr: "abc.toUpper()", result: "ABC" },
    run: (_context, receiver, call) => call(receiver),
  }),
  define({
    name: "#operator_.",
    kind: "function",
    args: [arg("dict", dict), arg("key", keyword)],
    doc: "The value of a key; KeyError when it is absent.",
    example: { expr: "$.vm.name", data: { vm: { name: "web" } }, result: "web" },
    run: (context, map, key) => attributeOf(map, key, context),
  }),
  define({
    name: "#operator_.",
    kind: "function",
    args: [arg("collection", iterable), arg("attribute", keyword)],
    doc: "The attribute of every item, lazily.",
    example: { expr: "$.vms.name", data: { vms: [{ name: "a" }, { name: "b" }] }, result: ["a", "b"] },
    run: (context, collection, name) => attributeOf(collection, name, context),
  }),
  define({
    name: "#operator_.",
    kind: "function",
    isFallback: true,
    args: [arg("obj", any), arg("name", keyword)],
    doc: "A property of a datetime or timespan.",
    example: { expr: "timespan(hours => 2).minutes = 120", result: true },
    run: (context, object, name) => context.evaluation.library.callFunction(context, `#property#${name}`, [object]),
  }),
  define({
    name: "#operator_?.",
    kind: "function",
    args: [arg("receiver", any), arg("expr", expression)],
    doc: "As `.`, but null when the left side is null.",
    example: { expr: "$.vm?.name", data: { vm: null }, result: null },
    run: (context, receiver, right) => (receiver === null ? null : (accessOf(right) ?? noAccess)(receiver, context)),
  }),
];
