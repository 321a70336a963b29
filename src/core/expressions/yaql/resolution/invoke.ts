import type { Value } from "../../python/index.ts";
import type { ParameterType } from "../registry/parameter.ts";
import type { Context } from "../runtime/context.ts";
import type { Argument } from "../runtime/expression.ts";
import { Expression } from "../runtime/expression.ts";
import { noValue } from "../runtime/special-values.ts";
import type { Callee } from "./error.ts";
import { ambiguous, noMatch } from "./error.ts";
import type { Plan } from "./plan.ts";
import { isNarrower, mayAccept } from "./plan.ts";

/** The arguments of a call once the eager ones are evaluated. */
export interface Evaluated {
  readonly positional: readonly Argument[];
  readonly keywords: ReadonlyMap<string, Argument>;
}

const noKeywords: ReadonlyMap<string, Argument> = new Map();

/** A call without keyword arguments. */
export function byPosition(positional: readonly Argument[]): Evaluated {
  return { positional, keywords: noKeywords };
}

/**
 * Chooses the most specific overload that accepts the arguments. Plans of fallback overloads count only when no other
 * accepts.
 *
 * @throws PyError NoMatching... or Ambiguous...
 */
export function choose(plans: readonly Plan[], given: Evaluated, callee: Callee): Plan {
  let winner: Plan | undefined;
  for (const plan of plans) {
    if (winner !== undefined && plan.definition.isFallback && !winner.definition.isFallback) break;
    if (!matches(plan, given)) continue;
    if (winner === undefined || isNarrower(plan, winner)) winner = plan;
    else if (!isNarrower(winner, plan)) throw ambiguous(callee);
  }
  if (winner === undefined) throw noMatch(callee);
  return winner;
}

/** Whether an overload accepts the evaluated arguments. */
function matches(plan: Plan, { positional, keywords }: Evaluated): boolean {
  for (let i = 0; i < positional.length; i++) {
    const type = plan.positional[i]?.type as ParameterType<unknown>;
    const argument = positional[i] as Argument;
    if (argument === noValue && i < plan.sources.length) {
      if (plan.definition.parameters[i]?.isOptional !== true) return false;
    } else if (!mayAccept(type, argument)) return false;
  }
  for (const [name, parameter] of plan.byKeyword) {
    if (!mayAccept(parameter.type, keywords.get(name) as Argument)) return false;
  }
  return true;
}

/** Calls an overload that accepts the arguments. */
export function invoke(plan: Plan, given: Evaluated, context: Context): Value {
  const { definition, sources } = plan;
  const args: unknown[] = [];
  let next = 0;
  for (const parameter of definition.parameters) {
    const { type } = parameter;
    if (parameter.form === "single") {
      const source = sources[next++];
      const argument = typeof source === "number" ? given.positional[source] : given.keywords.get(source ?? "");
      if (argument === undefined || argument === noValue) args.push(fallback(type, parameter.fallback, context));
      else args.push(converted(type, argument, context));
    } else if (parameter.form === "rest") {
      args.push(given.positional.slice(sources.length).map((argument) => converted(type, argument, context)));
    } else {
      const named = new Map<string, unknown>();
      for (const [name, owner] of plan.byKeyword) {
        if (owner === parameter) named.set(name, converted(type, given.keywords.get(name) as Argument, context));
      }
      args.push(named);
    }
  }
  return definition.run(context, ...(args as never[]));
}

function fallback(type: ParameterType<unknown>, value: Value | undefined, context: Context): unknown {
  return value === undefined ? undefined : converted(type, value, context);
}

/** What the function gets for an accepted argument. */
function converted(type: ParameterType<unknown>, argument: Argument, context: Context): unknown {
  const value = type.passing === "value" ? constantValue(argument) : argument;
  if (value === null || type.convert === undefined) return value;
  return type.convert(value, context);
}

/** The value of a constant expression; everything else is a value already. */
export function constantValue(argument: Argument): Value {
  if (!(argument instanceof Expression)) return argument;
  if (argument.node.type === "constant") return argument.node.value;
  return argument.node.type === "keyword" ? argument.node.name : noValue;
}
