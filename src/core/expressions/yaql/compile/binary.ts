import type { Value } from "../../python/index.ts";
import {
  add,
  compareText,
  equals,
  floorDivide,
  isFloat,
  isTrue,
  modulo,
  multiply,
  subtract,
  trueDivide,
} from "../../python/index.ts";
import { Context } from "../runtime/context.ts";
import type { Expression } from "../runtime/expression.ts";
import type { Direct } from "./operator-site.ts";
import { compileEager, OperatorSite } from "./operator-site.ts";

/**
 * A binary operator but for the dots.
 *
 * @param operator as it is written
 */
export function compileBinary(operator: string, left: Expression, right: Expression): (context: Context) => Value {
  switch (operator) {
    case "and":
      return compileChoice(operator, left, right, false);
    case "or":
      return compileChoice(operator, left, right, true);
    case "->":
      return compileSend(left, right);
    case "=":
      return compileEager("*equal", left, right, (l, r) => equals(l, r));
    case "!=":
      return compileEager("*not_equal", left, right, (l, r) => !equals(l, r));
    default:
      return compileEager(`#operator_${operator}`, left, right, directs[operator] ?? (() => undefined));
  }
}

const directs: Readonly<Record<string, Direct>> = {
  "+": (l, r, context) => {
    if (typeof l === "number" && typeof r === "number") return add(l, r);
    if (typeof l !== "string" || typeof r !== "string") return undefined;
    context.evaluation.meter.size(l.length + r.length);
    return l + r;
  },
  "-": (l, r) => (typeof l === "number" && typeof r === "number" ? subtract(l, r) : undefined),
  "*": (l, r) => (typeof l === "number" && typeof r === "number" ? multiply(l, r) : undefined),
  "/": (l, r) => {
    if (typeof l !== "number" || typeof r !== "number") return undefined;
    return isFloat(l) || isFloat(r) ? trueDivide(l, r) : floorDivide(l, r);
  },
  mod: (l, r) => (typeof l === "number" && typeof r === "number" ? modulo(l, r) : undefined),
  "<": (l, r) => comparison(l, r, (order) => order < 0),
  "<=": (l, r) => comparison(l, r, (order) => order <= 0),
  ">": (l, r) => comparison(l, r, (order) => order > 0),
  ">=": (l, r) => comparison(l, r, (order) => order >= 0),
};

function comparison(l: Value, r: Value, decide: (order: number) => boolean): boolean | undefined {
  if (typeof l === "number" && typeof r === "number") return decide(l < r ? -1 : l > r ? 1 : l === r ? 0 : Number.NaN);
  return typeof l === "string" && typeof r === "string" ? decide(compareText(l, r)) : undefined;
}

/** `and` and `or` give the operand that decides. */
function compileChoice(
  operator: string,
  left: Expression,
  right: Expression,
  stopsAt: boolean,
): (context: Context) => Value {
  const site = new OperatorSite(`#operator_${operator}`, [left, right]);
  return (context) => {
    if (site.isShadowed(context)) return site.call(context);
    context.evaluation.meter.step();
    const l = left.evaluate(context);
    return isTrue(l) === stopsAt ? l : right.evaluate(context);
  };
}

/** `->` evaluates its right side in the context that its left side makes. */
function compileSend(left: Expression, right: Expression): (context: Context) => Value {
  const site = new OperatorSite("#operator_->", [left, right]);
  if (site.isHopeless) return (context) => site.call(context);
  return (context) => {
    if (site.isShadowed(context)) return site.call(context);
    context.evaluation.meter.step();
    const inner = left.evaluate(context);
    return inner instanceof Context
      ? right.evaluate(inner)
      : context.evaluation.library.callFunction(context, "#operator_->", [inner, null]);
  };
}
