import type { Value } from "../../python/index.ts";
import type { FunctionDefinition } from "../registry/definition.ts";
import type { Context, DynamicCall, FunctionCaller } from "../runtime/context.ts";
import type { Argument } from "../runtime/expression.ts";
import { callDynamically } from "./dynamic-call.ts";
import { unknown } from "./error.ts";
import { byPosition, choose, invoke } from "./invoke.ts";
import type { Plan } from "./plan.ts";
import { planCall } from "./plan.ts";

const noKeywords: ReadonlyMap<string, Argument> = new Map();

/** All functions of the language, by name, and how they are called with values. */
export class Library implements FunctionCaller {
  private readonly functions = new Map<string, FunctionDefinition[]>();
  private readonly methods = new Map<string, FunctionDefinition[]>();
  private readonly plansByArity = new Map<string, readonly Plan[]>();

  constructor(definitions: readonly FunctionDefinition[]) {
    for (const definition of definitions) {
      if (definition.kind !== "method") append(this.functions, definition);
      if (definition.kind !== "function") append(this.methods, definition);
    }
  }

  /** The overloads that are called as functions; trailing underscores of the name do not count. */
  findFunctions(name: string): readonly FunctionDefinition[] {
    return this.functions.get(trimmed(name)) ?? [];
  }

  /** The overloads that are called as methods; trailing underscores of the name do not count. */
  findMethods(name: string): readonly FunctionDefinition[] {
    return this.methods.get(trimmed(name)) ?? [];
  }

  callFunction(context: Context, name: string, args: readonly Value[]): Value {
    context.evaluation.meter.step();
    const own = context.hasOwnFunctions ? context.ownFunction(trimmed(name)) : undefined;
    if (own !== undefined) return own.body(args, new Map());
    const callee = { name, receiver: undefined };
    const plans = this.plansFor(name, args.length);
    if (plans === undefined) throw unknown(callee);
    const given = byPosition(args);
    return invoke(choose(plans, given, callee), given, context);
  }

  call(context: Context, call: DynamicCall): Value {
    context.evaluation.meter.step();
    const name = trimmed(call.name);
    const definitions = call.receiver === undefined ? this.findFunctions(name) : this.findMethods(name);
    return callDynamically(definitions, call, context);
  }

  private plansFor(name: string, arity: number): readonly Plan[] | undefined {
    const key = `${arity} ${name}`;
    const known = this.plansByArity.get(key);
    if (known !== undefined) return known;
    const definitions = this.findFunctions(name);
    if (definitions.length === 0) return undefined;
    const holes = Array.from({ length: arity }, () => undefined);
    const plans: Plan[] = [];
    for (const definition of definitions) {
      const plan = planCall(definition, { positional: holes, keywords: noKeywords });
      if (plan !== undefined) plans.push(plan);
    }
    this.plansByArity.set(key, plans);
    return plans;
  }
}

/** The name under which a call looks a function up. */
export function trimmed(name: string): string {
  return name.endsWith("_") ? name.replace(/_+$/, "") : name;
}

function append(map: Map<string, FunctionDefinition[]>, definition: FunctionDefinition): void {
  const known = map.get(definition.name);
  if (known === undefined) map.set(definition.name, [definition]);
  else if (definition.isFallback) known.push(definition);
  else known.unshift(definition);
}
