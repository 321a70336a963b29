import type { Num, Value } from "../../../python/index.ts";
import {
  add,
  compare,
  floorDivide,
  isInt,
  modulo,
  multiply,
  negate,
  subtract,
  trueDivide,
} from "../../../python/index.ts";
import type { FunctionDefinition } from "../../registry/definition.ts";
import { define } from "../../registry/definition.ts";
import { arg } from "../../registry/parameter.ts";
import { number } from "../../registry/types.ts";

/** Arithmetic and order of numbers; true and false are no numbers here. */
export const numberOperators: readonly FunctionDefinition[] = [
  arithmetic("+", "The sum.", "1 + 2.5", 3.5, add),
  arithmetic("-", "The difference.", "1 - 2", -1, subtract),
  arithmetic("*", "The product.", "3 * 2", 6, multiply),
  arithmetic("/", "The quotient; of two ints rounded down.", "-7 / 2", -4, (left, right) =>
    isInt(left) && isInt(right) ? floorDivide(left, right) : trueDivide(left, right),
  ),
  arithmetic("mod", "The remainder; it has the sign of the right operand.", "-7 mod 3", 2, modulo),
  order("<", "1 < 2", (order) => order < 0),
  order("<=", "2 <= 2.0", (order) => order <= 0),
  order(">", "2 > 1", (order) => order > 0),
  order(">=", "2 >= 2", (order) => order >= 0),
  define({
    name: "#unary_operator_-",
    kind: "function",
    args: [arg("op", number)],
    doc: "The opposite.",
    example: { expr: "-$.n", data: { n: 2 }, result: -2 },
    run: (_context, operand) => negate(operand),
  }),
  define({
    name: "#unary_operator_+",
    kind: "function",
    args: [arg("op", number)],
    doc: "The number itself.",
    example: { expr: "+$.n", data: { n: 2 }, result: 2 },
    run: (_context, operand) => operand,
  }),
];

function arithmetic(
  operator: string,
  doc: string,
  expr: string,
  result: number,
  compute: (left: Num, right: Num) => Value,
): FunctionDefinition {
  return define({
    name: `#operator_${operator}`,
    kind: "function",
    args: [arg("left", number), arg("right", number)],
    doc,
    example: { expr, result },
    run: (_context, left, right) => compute(left, right),
  });
}

function order(
  operator: "<" | "<=" | ">" | ">=",
  expr: string,
  decide: (order: number) => boolean,
): FunctionDefinition {
  return define({
    name: `#operator_${operator}`,
    kind: "function",
    args: [arg("left", number), arg("right", number)],
    doc: "The order of two numbers.",
    example: { expr, result: true },
    run: (_context, left, right) => decide(compare(left, right, operator, "tuple")),
  });
}
