import type { Value } from "../../python/index.ts";
import type { Node, Rule } from "../syntax/node.ts";
import type { Context } from "./context.ts";

/** A compiled expression, as call resolution handles it: its syntax, and how to evaluate it. */
export class Expression {
  readonly node: Node | Rule;
  readonly evaluate: (context: Context) => Value;
  /** Only for a call by name: the same call as a method of a receiver. */
  readonly callOn: ((receiver: Value, context: Context) => Value) | undefined;

  constructor(
    node: Node | Rule,
    evaluate: (context: Context) => Value,
    callOn?: (receiver: Value, context: Context) => Value,
  ) {
    this.node = node;
    this.evaluate = evaluate;
    this.callOn = callOn;
  }
}

/** What a call hands over: an expression, or a value where the caller has it already (a receiver, `call(name, args)`). */
export type Argument = Value | Expression;

/** A compiled pair `a => b`; evaluated it is a value of its own kind. */
export class RuleExpression extends Expression {
  readonly source: Expression;
  readonly destination: Expression;

  constructor(node: Rule, source: Expression, destination: Expression, evaluate: (context: Context) => Value) {
    super(node, evaluate);
    this.source = source;
    this.destination = destination;
  }
}
