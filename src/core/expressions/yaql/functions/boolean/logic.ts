import { isTrue } from "../../../python/index.ts";
import { define } from "../../registry/definition.ts";
import { lambda } from "../../registry/lazy-types.ts";
import { arg } from "../../registry/parameter.ts";
import { any } from "../../registry/types.ts";

/** `and`, `or`, `not`. */
export const logicFunctions = [
  define({
    name: "#operator_and",
    kind: "function",
    args: [arg("left", lambda), arg("right", lambda)],
    doc: "The left operand when it is false, else the right one; the right one is evaluated only then.",
    example: { expr: "[1 and 2, 0 and 2]", result: [2, 0] },
    run: (_context, left, right) => {
      const value = left();
      return isTrue(value) ? right() : value;
    },
  }),
  define({
    name: "#operator_or",
    kind: "function",
    args: [arg("left", lambda), arg("right", lambda)],
    doc: "The left operand when it is true, else the right one; the right one is evaluated only then.",
    example: { expr: "[1 or 2, '' or 'none']", result: [1, "none"] },
    run: (_context, left, right) => {
      const value = left();
      return isTrue(value) ? value : right();
    },
  }),
  define({
    name: "#unary_operator_not",
    kind: "function",
    args: [arg("arg", any)],
    doc: "Whether the operand is false. Mind the space: `not(x)` calls a function that does not exist.",
    example: { expr: "not []", result: true },
    run: (_context, value) => !isTrue(value),
  }),
];
