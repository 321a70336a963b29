import type { Value } from "../../python/index.ts";
import { CallSite } from "../resolution/call-site.ts";
import type { Context } from "../runtime/context.ts";
import type { Argument } from "../runtime/expression.ts";
import { Expression } from "../runtime/expression.ts";
import { library } from "./library.ts";

/**
 * A call of an operator as the function it is: a workflow may even shadow it by `def`.
 *
 * @param name the function's name, e.g. `#operator_+`
 */
export class OperatorSite {
  readonly name: string;
  private readonly site: CallSite;
  private readonly args: readonly Argument[];

  constructor(name: string, args: readonly Argument[]) {
    this.name = name;
    this.args = args;
    this.site = new CallSite(name, library.findFunctions(name), args, false);
  }

  /** Whether the source alone tells that the operands are wrong; Python finds that before it evaluates them. */
  get isHopeless(): boolean {
    return this.args.some(isConstant) && this.site.isHopeless;
  }

  /** Calls the operator in the general way. */
  call(context: Context): Value {
    const own = context.hasOwnFunctions ? context.ownFunction(this.name) : undefined;
    return own === undefined ? this.site.call(context, undefined) : this.site.callOwn(own, context);
  }

  /** Whether `def` made a function with this name. */
  isShadowed(context: Context): boolean {
    return context.hasOwnFunctions && context.ownFunction(this.name) !== undefined;
  }
}

/** A constant is checked before anything is evaluated. */
function isConstant(argument: Argument): boolean {
  return argument instanceof Expression && (argument.node.type === "constant" || argument.node.type === "keyword");
}

/** What an operator does with the operands it meets most; undefined leaves it to the library. */
export type Direct = (left: Value, right: Value, context: Context) => Value | undefined;

/**
 * An operator that evaluates both operands first.
 *
 * @param name the function's name, e.g. `#operator_+`
 */
export function compileEager(
  name: string,
  left: Expression,
  right: Expression,
  direct: Direct,
): (context: Context) => Value {
  const site = new OperatorSite(name, [left, right]);
  if (site.isHopeless) return (context) => site.call(context);
  return (context) => {
    if (site.isShadowed(context)) return site.call(context);
    context.evaluation.meter.step();
    const l = left.evaluate(context);
    const r = right.evaluate(context);
    return direct(l, r, context) ?? library.callFunction(context, name, [l, r]);
  };
}
