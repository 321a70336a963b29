import type { Value } from "../../../python/index.ts";
import { bitAnd, bitNot, bitOr, bitXor, shiftLeft, shiftRight } from "../../../python/index.ts";
import type { FunctionDefinition } from "../../registry/definition.ts";
import { define } from "../../registry/definition.ts";
import { arg } from "../../registry/parameter.ts";
import { int, intOrBool } from "../../registry/types.ts";

type Int = number | bigint;

/** Functions of the bits of ints, in unbounded two's complement. */
export const bitFunctions: readonly FunctionDefinition[] = [
  bitwise("bitwiseAnd", "The bits that are set in both.", "bitwiseAnd(6, 3)", 2, bitAnd),
  bitwise("bitwiseOr", "The bits that are set in one or both.", "bitwiseOr(6, 3)", 7, bitOr),
  bitwise("bitwiseXor", "The bits that are set in one only.", "bitwiseXor(6, 3)", 5, bitXor),
  define({
    name: "bitwiseNot",
    kind: "function",
    args: [arg("arg", int)],
    doc: "All bits turned.",
    example: { expr: "bitwiseNot(5)", result: -6 },
    run: (_context, value) => bitNot(value),
  }),
  define({
    name: "shiftBitsLeft",
    kind: "function",
    args: [arg("value", int), arg("bitsNumber", int)],
    doc: "The bits moved to the left.",
    example: { expr: "shiftBitsLeft(8, 2)", result: 32 },
    run: (context, value, count) => shiftLeft(value, count, context.evaluation.meter),
  }),
  define({
    name: "shiftBitsRight",
    kind: "function",
    args: [arg("value", int), arg("bitsNumber", int)],
    doc: "The bits moved to the right; a negative number stays negative.",
    example: { expr: "shiftBitsRight(-9, 1)", result: -5 },
    run: (_context, value, count) => shiftRight(value, count),
  }),
];

/** Of two bools the result is a bool too. */
function bitwise(
  name: string,
  doc: string,
  expr: string,
  result: number,
  compute: (left: Int, right: Int) => Int,
): FunctionDefinition {
  return define({
    name,
    kind: "function",
    args: [arg("left", intOrBool), arg("right", intOrBool)],
    doc,
    example: { expr, result },
    run: (_context, left, right): Value => {
      const bits = compute(whole(left), whole(right));
      return typeof left === "boolean" && typeof right === "boolean" ? bits === 1 : bits;
    },
  });
}

function whole(value: Int | boolean): Int {
  return typeof value === "boolean" ? Number(value) : value;
}
