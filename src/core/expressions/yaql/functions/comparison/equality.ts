import { equals } from "../../../python/index.ts";
import { define } from "../../registry/definition.ts";
import { arg } from "../../registry/parameter.ts";
import { any } from "../../registry/types.ts";

/** `=` and `!=`. */
export const equalityFunctions = [
  define({
    name: "*equal",
    kind: "function",
    args: [arg("left", any), arg("right", any)],
    doc: "Python's equality: `1 = 1.0 = true`, deep for lists, dicts and sets; never fails.",
    example: { expr: "{a => [1]} = {a => [1.0]}", result: true },
    run: (_context, left, right) => equals(left, right),
  }),
  define({
    name: "*not_equal",
    kind: "function",
    args: [arg("left", any), arg("right", any)],
    doc: "The opposite of `=`.",
    example: { expr: "1 != '1'", result: true },
    run: (_context, left, right) => !equals(left, right),
  }),
];
