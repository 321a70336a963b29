import type { Value } from "../../python/index.ts";
import type { FunctionDefinition } from "../registry/definition.ts";
import type { Context, OwnFunction } from "../runtime/context.ts";
import type { Argument } from "../runtime/expression.ts";
import { Expression, RuleExpression } from "../runtime/expression.ts";
import { noValue } from "../runtime/special-values.ts";
import { ambiguous, noKeyword, noMatch, unknown } from "./error.ts";
import type { Callee } from "./error.ts";
import type { Evaluated } from "./invoke.ts";
import { choose, constantValue, invoke } from "./invoke.ts";
import type { Given, Plan } from "./plan.ts";
import { mayAccept, planCall } from "./plan.ts";

/** A place in an expression where a function or method is called by name. What the source tells is worked out once. */
export class CallSite {
  private readonly name: string;
  private readonly args: readonly Argument[];
  private readonly definitions: readonly FunctionDefinition[];
  private readonly isMethod: boolean;
  private layout: Layout | undefined;

  /**
   * @param name the name as it is written
   * @param definitions the overloads under that name, of the kind that is called
   * @param isMethod whether a receiver comes in front of the arguments
   */
  constructor(name: string, definitions: readonly FunctionDefinition[], args: readonly Argument[], isMethod: boolean) {
    this.name = name;
    this.args = args;
    this.definitions = definitions;
    this.isMethod = isMethod;
    this.layout = undefined;
  }

  /** Whether the source alone tells that no overload can be meant. */
  get isHopeless(): boolean {
    const given = translate(this.args, this.definitions[0]?.withoutKeywords === true, this.isMethod);
    return given === undefined || !this.definitions.some((definition) => mayMean(definition, given));
  }

  /**
   * Calls what the library has under the name.
   *
   * @param receiver of a method, else undefined
   * @throws PyError as section 8 of the reference of expressions lists them, and what the function throws
   */
  call(context: Context, receiver: Value | undefined): Value {
    context.evaluation.meter.step();
    const callee: Callee = { name: this.name, receiver };
    if (this.definitions.length === 0) throw unknown(callee);
    const { given, plans: all } = this.laidOut();
    if (given === undefined) throw noKeyword();
    const plans = candidates(all, receiver);
    const first = plans[0];
    if (first === undefined) throw noMatch(callee);
    for (const plan of plans) if (plan.lazy !== first.lazy) throw ambiguous(callee);
    const evaluated = evaluate(given, first, receiver, context);
    return invoke(choose(plans, evaluated, callee), evaluated, context);
  }

  /**
   * Calls a function made by `def`. The library's functions of the same name still take part: if one of them may be meant and
   * wants an argument unevaluated, the call is ambiguous.
   */
  callOwn(own: OwnFunction, context: Context): Value {
    context.evaluation.meter.step();
    const callee: Callee = { name: this.name, receiver: undefined };
    const given = translate(this.args, false, this.isMethod);
    if (given === undefined) throw noKeyword();
    if (this.definitions[0]?.withoutKeywords === true) throw ambiguous(callee);
    for (const plan of this.laidOut().plans) if (plan.lazy !== "") throw ambiguous(callee);
    const positional = given.positional.map((argument) => eager(argument as Argument, context));
    const keywords = new Map<string, Value>();
    for (const [name, argument] of given.keywords) keywords.set(name, constantValue(eager(argument, context)));
    return own.body(positional.map(constantValue), keywords);
  }

  /** Done at the first call: many places of an expression are never reached, or only as one of function and method. */
  private laidOut(): Layout {
    if (this.layout === undefined) {
      const given = translate(this.args, this.definitions[0]?.withoutKeywords === true, this.isMethod);
      this.layout = { given, plans: given === undefined ? [] : plansOf(this.definitions, given) };
    }
    return this.layout;
  }
}

/** How the arguments of a call fall on the overloads; without `given` some keyword is no bare word. */
interface Layout {
  readonly given: Given | undefined;
  readonly plans: readonly Plan[];
}

/** The overloads that accept the receiver of a method. */
function candidates(plans: readonly Plan[], receiver: Value | undefined): readonly Plan[] {
  if (receiver === undefined) return plans;
  const only = plans[0];
  if (only !== undefined && plans.length === 1) return acceptsReceiver(only, receiver) ? plans : [];
  return plans.filter((plan) => acceptsReceiver(plan, receiver));
}

function acceptsReceiver(plan: Plan, receiver: Value): boolean {
  const parameter = plan.positional[0];
  return parameter !== undefined && mayAccept(parameter.type, receiver);
}

/** Sorts arguments by position and keyword; undefined when a keyword is no bare word. */
function translate(args: readonly Argument[], withoutKeywords: boolean, isMethod: boolean): Given | undefined {
  const positional: (Argument | undefined)[] = isMethod ? [undefined] : [];
  const keywords = new Map<string, Argument>();
  for (const argument of args) {
    if (withoutKeywords || !(argument instanceof RuleExpression)) positional.push(argument);
    else if (argument.source.node.type === "keyword") keywords.set(argument.source.node.name, argument.destination);
    else return undefined;
  }
  return { positional, keywords };
}

/** Whether an overload may be meant; quickly told for those that take just what is given, as operators do. */
function mayMean(definition: FunctionDefinition, given: Given): boolean {
  const { parameters } = definition;
  const { positional, keywords } = given;
  if (parameters.length !== positional.length || keywords.size > 0) return planCall(definition, given) !== undefined;
  return parameters.every(({ form, type }, i) => {
    const argument = positional[i];
    return form === "single" && argument !== undefined && argument !== noValue && mayAccept(type, argument);
  });
}

function plansOf(definitions: readonly FunctionDefinition[], given: Given): Plan[] {
  const plans: Plan[] = [];
  for (const definition of definitions) {
    const plan = planCall(definition, given);
    if (plan !== undefined) plans.push(plan);
  }
  return plans;
}

/** Evaluates the arguments that all candidates want evaluated, from left to right. */
function evaluate(given: Given, plan: Plan, receiver: Value | undefined, context: Context): Evaluated {
  const positional: Argument[] = [];
  const length = given.positional.length;
  for (let i = 0; i < length; i++) {
    const argument = given.positional[i];
    if (argument === undefined) positional.push(receiver as Value);
    else positional.push(plan.lazyPositions[i] === true ? argument : eager(argument, context));
  }
  if (given.keywords.size === 0) return { positional, keywords: given.keywords };
  const keywords = new Map<string, Argument>();
  for (const [name, argument] of given.keywords) {
    keywords.set(name, plan.lazyKeywords.has(name) ? argument : eager(argument, context));
  }
  return { positional, keywords };
}

/** The value of an expression; a constant stays one, for parameters that want a bare word. */
function eager(argument: Argument, context: Context): Argument {
  if (!(argument instanceof Expression)) return argument;
  const { type } = argument.node;
  return type === "constant" || type === "keyword" ? argument : argument.evaluate(context);
}
