import type { Value } from "../../python/index.ts";
import { isTrue, typeError } from "../../python/index.ts";
import type { Context } from "../runtime/context.ts";
import type { Argument } from "../runtime/expression.ts";
import { Expression, RuleExpression } from "../runtime/expression.ts";
import type { ParameterType } from "./parameter.ts";

/** An expression that the function evaluates for an item: `$` (also `$1`) and `$2` are what it is called with. */
export type Lambda = (first?: Value, second?: Value) => Value;

/** An expression that the function evaluates in a context of its own making. */
export type ScopedLambda = (context: Context) => Value;

/** The body of a function made by `def`. */
export type Body = (args: readonly Value[], keywords: ReadonlyMap<string, Value>) => Value;

/** A call after a dot, waiting for its receiver. */
export type MethodCall = (receiver: Value) => Value;

/** A pair `a => b`, neither side evaluated yet. */
export interface LazyRule {
  readonly source: () => Value;
  readonly destination: () => Value;
}

function lazyType<T>(
  label: string,
  passing: ParameterType<T>["passing"],
  convert: (argument: Argument, context: Context) => T,
): ParameterType<T> {
  return { label, passing, nullable: true, accepts: () => true, classes: [], convert };
}

/** An expression with `$` set to what the function gives. A plain value stands for an expression that gives it. */
export const lambda: ParameterType<Lambda> = lazyType("λ", "lambda", toLambda);

function toLambda(argument: Argument, context: Context): Lambda {
  if (!(argument instanceof Expression)) return () => argument;
  const { evaluate } = argument;
  const { meter } = context.evaluation;
  return (first, second) => {
    meter.step();
    return evaluate(context.child(first, second));
  };
}

/** A lambda whose value is only asked for its truth. */
export const predicate: ParameterType<(first?: Value, second?: Value) => boolean> = lazyType(
  "λ",
  "lambda",
  (argument, context) => {
    const call = toLambda(argument, context);
    return (first, second) => isTrue(call(first, second));
  },
);

/** An expression that the function evaluates in a context of its own. */
export const scopedLambda: ParameterType<ScopedLambda> = lazyType("λ", "scopedLambda", (argument) => {
  if (!(argument instanceof Expression)) return () => argument;
  return argument.evaluate;
});

/** The body of `def`; it is bound to the context that knows the new function. */
export const body: ParameterType<(context: Context) => Body> = lazyType(
  "λ",
  "lambda",
  (argument) => (context) => (args, given) => {
    if (!(argument instanceof Expression)) return argument;
    const inner = context.child(args[0], args[1]);
    for (let i = 2; i < args.length; i++) inner.set(String(i + 1), args[i] as Value);
    for (const [name, value] of given) inner.set(name, value);
    const { meter } = context.evaluation;
    meter.enter();
    try {
      return argument.evaluate(inner);
    } finally {
      meter.leave();
    }
  },
);

/** The right side of a dot, when it is a call. */
export const methodCall: ParameterType<MethodCall> = lazyType(
  "call",
  "methodCall",
  (argument, context) => (receiver) => {
    if (!(argument instanceof Expression)) return argument;
    return argument.callOn === undefined ? argument.evaluate(context) : argument.callOn(receiver, context);
  },
);

/** A pair `a => b` that the function evaluates when it wants to. */
export const rule: ParameterType<LazyRule> = {
  ...lazyType("rule", "rule", (argument, context) => {
    if (!(argument instanceof RuleExpression)) throw typeError("a pair is expected");
    const { source, destination } = argument;
    return { source: () => source.evaluate(context), destination: () => destination.evaluate(context) };
  }),
  nullable: false,
};

/** A bare word; the function gets its text. */
export const keyword: ParameterType<string> = {
  ...lazyType("keyword", "keyword", (argument) => {
    if (argument instanceof Expression && argument.node.type === "keyword") return argument.node.name;
    throw typeError("a bare word is expected");
  }),
  nullable: false,
};

/** Any expression, as it is written. */
export const expression: ParameterType<Argument> = {
  ...lazyType("expression", "expression", (argument) => argument),
  nullable: false,
};
