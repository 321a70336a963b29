import { absolute, asFloat, compare, floatText, power, powerModulo, PyObject, round } from "../../../python/index.ts";
import { define } from "../../registry/definition.ts";
import { arg, defaulted, optional } from "../../registry/parameter.ts";
import { int, nullable, number } from "../../registry/types.ts";

/** What Python makes of a negative number to a fractional power: nothing that a workflow could use. */
class Complex extends PyObject {
  private readonly base: number;
  private readonly exponent: number;

  constructor(base: number, exponent: number) {
    super();
    this.base = base;
    this.exponent = exponent;
  }

  get pyType(): string {
    return "complex";
  }

  override repr(): string {
    const size = Math.abs(this.base) ** this.exponent;
    const angle = Math.PI * this.exponent;
    const [real, imaginary] = [size * Math.cos(angle), size * Math.sin(angle)].map(floatText);
    return `(${real}${imaginary?.startsWith("-") === true ? "" : "+"}${imaginary}j)`;
  }
}

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
    run: (context, base, exponent, modulus) => {
      if (modulus !== undefined && modulus !== null) return powerModulo(base, exponent, modulus);
      const [b, e] = [asFloat(base), asFloat(exponent)];
      if (b < 0 && Number.isFinite(b) && !Number.isInteger(e) && Number.isFinite(e)) return new Complex(b, e);
      return power(base, exponent, context.evaluation.meter);
    },
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
