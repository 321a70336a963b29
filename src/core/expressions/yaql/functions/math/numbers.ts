import { absolute, compare, power, powerModulo, round } from "../../../python/index.ts";
import { define } from "../../registry/definition.ts";
import { arg, defaulted, optional } from "../../registry/parameter.ts";
import { int, nullable, number } from "../../registry/types.ts";

/** Functions of numbers. */
export const numberFunctions = [
  define({
    name: "abs",
    kind: "function",
    args: [arg("op", number)],
    doc: "The absolute value.",
    example: { expr: "abs(-2)", result: 2 },
    run: (_context, operand) => absolute(operand),
  }),
  define({
    name: "sign",
    kind: "function",
    args: [arg("num", number)],
    doc: "1 of a positive number, -1 of a negative one, 0 of zero.",
    example: { expr: "[sign(-2.5), sign(0), sign(3)]", result: [-1, 0, 1] },
    run: (_context, value) => {
      const order = compare(value, 0, ">", "tuple");
      return order > 0 ? 1 : order < 0 ? -1 : 0;
    },
  }),
  define({
    name: "pow",
    kind: "function",
    args: [arg("a", number), arg("b", number), optional("c", nullable(number))],
    doc: "`a` to the power of `b`, if wanted modulo `c`.",
    example: { expr: "[pow(2, 10), pow(2, 10, 100)]", result: [1024, 24] },
    run: (context, base, exponent, modulus) =>
      modulus === undefined || modulus === null
        ? power(base, exponent, context.evaluation.meter)
        : powerModulo(base, exponent, modulus),
  }),
  define({
    name: "round",
    kind: "function",
    args: [arg("number", number), defaulted("ndigits", int, 0)],
    doc: "Rounds to so many digits after the point, half to even; a float stays a float.",
    example: { expr: "[round(2.345, 1), round(15, -1)]", result: [2.3, 20] },
    run: (_context, value, digits) => round(value, Number(digits)),
  }),
];
