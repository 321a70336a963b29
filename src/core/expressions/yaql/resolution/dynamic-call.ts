import type { Value } from "../../python/index.ts";
import { PyError } from "../../python/index.ts";
import type { FunctionDefinition } from "../registry/definition.ts";
import type { Context, DynamicCall } from "../runtime/context.ts";
import { ambiguous, noMatch, unknown } from "./error.ts";
import { choose, invoke } from "./invoke.ts";
import type { Plan } from "./plan.ts";
import { planCall } from "./plan.ts";

/**
 * Calls a function or method whose name and arguments are values (`call(name, args, kwargs)`).
 *
 * @param definitions the overloads under that name, of the kind that is called
 * @throws PyError as a call in an expression does
 */
export function callDynamically(
  definitions: readonly FunctionDefinition[],
  call: DynamicCall,
  context: Context,
): Value {
  const { name, receiver, args, keywords } = call;
  const callee = { name, receiver };
  const own = receiver === undefined ? context.ownFunction(name) : undefined;
  if (definitions.length === 0 && own === undefined) throw unknown(callee);
  const withoutKeywords = definitions[0]?.withoutKeywords === true;
  if (own !== undefined && withoutKeywords) throw ambiguous(callee);
  for (const keyword of withoutKeywords ? keywords.keys() : []) {
    throw new PyError("ArgumentException", `Invalid argument ${keyword}`);
  }
  const given = { positional: receiver === undefined ? args : [receiver, ...args], keywords };
  const plans: Plan[] = [];
  for (const definition of definitions) {
    const plan = planCall(definition, given);
    if (plan !== undefined) plans.push(plan);
  }
  const lazy = own === undefined ? plans[0]?.lazy : "";
  for (const plan of plans) if (plan.lazy !== lazy) throw ambiguous(callee);
  if (own !== undefined) return own.body(args, keywords);
  if (plans.length === 0) throw noMatch(callee);
  return invoke(choose(plans, given, callee), given, context);
}
