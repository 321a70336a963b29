import type { Value } from "../../python/index.ts";
import type { FunctionDefinition } from "../registry/definition.ts";
import type { Parameter, ParameterType } from "../registry/parameter.ts";
import type { Argument } from "../runtime/expression.ts";
import { Expression, RuleExpression } from "../runtime/expression.ts";
import { noValue } from "../runtime/special-values.ts";

/** The arguments of one call. A hole is a position that is known to be filled, but not yet with what (a receiver). */
export interface Given {
  readonly positional: readonly (Argument | undefined)[];
  readonly keywords: ReadonlyMap<string, Argument>;
}

/** Where a parameter takes its argument from: a position, a keyword, or (undefined) nowhere. */
export type Source = number | string | undefined;

/** How the arguments of a call fall on the parameters of one overload. */
export interface Plan {
  readonly definition: FunctionDefinition;
  /** For each parameter that stands alone; `rest` and `keywords` take what is over. */
  readonly sources: readonly Source[];
  /** The parameter of each position, for the choice of the most specific overload. */
  readonly positional: readonly Parameter<unknown>[];
  /** The parameter of each keyword. */
  readonly byKeyword: ReadonlyMap<string, Parameter<unknown>>;
  /** The arguments that must not be evaluated before the call: by position, by keyword, and as one text to compare. */
  readonly lazyPositions: readonly boolean[];
  readonly lazyKeywords: ReadonlySet<string>;
  readonly lazy: string;
}

/**
 * Lays the arguments of a call on the parameters of an overload, and checks what is known without evaluating anything.
 *
 * @returns undefined when the overload cannot be meant
 */
export function planCall(definition: FunctionDefinition, { positional, keywords }: Given): Plan | undefined {
  const sources: Source[] = [];
  const filled: (Parameter<unknown> | undefined)[] = positional.map(() => undefined);
  const byKeyword = new Map<string, Parameter<unknown>>();
  const left = new Set(keywords.keys());
  let spread: Parameter<unknown> | undefined;
  let spreadKeywords: Parameter<unknown> | undefined;
  for (const parameter of definition.parameters) {
    const position = sources.length;
    if (parameter.form === "rest") spread = parameter;
    else if (parameter.form === "keywords") spreadKeywords = parameter;
    else if (position < positional.length && positional[position] !== noValue) {
      if (keywords.has(parameter.name)) return undefined;
      filled[position] = parameter;
      sources.push(position);
    } else if (left.delete(parameter.name)) {
      byKeyword.set(parameter.name, parameter);
      sources.push(parameter.name);
    } else if (!parameter.isOptional) return undefined;
    else {
      if (position < positional.length) filled[position] = parameter;
      sources.push(undefined);
    }
  }
  for (let i = 0; i < positional.length; i++) {
    const parameter = (filled[i] ??= spread);
    if (parameter === undefined) return undefined;
    const argument = positional[i];
    const known = argument === noValue && parameter !== spread ? parameter.fallback : argument;
    if (known !== undefined && !mayAccept(parameter.type, known)) return undefined;
  }
  for (const name of left) {
    if (spreadKeywords === undefined || !mayAccept(spreadKeywords.type, keywords.get(name) as Argument))
      return undefined;
    byKeyword.set(name, spreadKeywords);
  }
  return finished(definition, sources, filled as Parameter<unknown>[], byKeyword);
}

function finished(
  definition: FunctionDefinition,
  sources: readonly Source[],
  positional: readonly Parameter<unknown>[],
  byKeyword: ReadonlyMap<string, Parameter<unknown>>,
): Plan {
  const lazyPositions = positional.map(({ type }) => isLazy(type));
  const lazyKeywords = new Set<string>();
  for (const [name, { type }] of byKeyword) if (isLazy(type)) lazyKeywords.add(name);
  const lazy = [...lazyPositions.flatMap((isOne, i) => (isOne ? [String(i)] : [])), ...lazyKeywords];
  return { definition, sources, positional, byKeyword, lazyPositions, lazyKeywords, lazy: lazy.toSorted().join(",") };
}

/**
 * Whether an argument is evaluated before the call. A bare word for a `keyword` parameter is a constant, so it does not
 * count as lazy.
 */
function isLazy(type: ParameterType<unknown>): boolean {
  return type.passing !== "value" && type.passing !== "keyword";
}

/** Whether a type may accept an argument; an expression that is no constant is still open. */
export function mayAccept(type: ParameterType<unknown>, argument: Argument): boolean {
  if (!(argument instanceof Expression)) return accepts(type, argument);
  const { node } = argument;
  switch (type.passing) {
    case "value":
      if (node.type === "constant") return accepts(type, node.value);
      return node.type !== "keyword" || accepts(type, node.name);
    case "keyword":
      return node.type === "keyword";
    case "methodCall":
      return node.type === "call";
    case "rule":
      return argument instanceof RuleExpression;
    case "lambda":
    case "scopedLambda":
    case "expression":
      return true;
  }
}

function accepts(type: ParameterType<unknown>, value: Value): boolean {
  if (type.passing === "keyword" || type.passing === "rule" || type.passing === "expression") return false;
  return value === null ? type.nullable : type.accepts(value);
}

/**
 * Whether the overload of `a` is narrower than that of `b` for the same arguments: nowhere wider, and somewhere narrower.
 */
export function isNarrower(a: Plan, b: Plan): boolean {
  let narrower = false;
  const compare = (one: Parameter<unknown> | undefined, other: Parameter<unknown> | undefined): boolean => {
    if (one === undefined || other === undefined) return true;
    if (isSubclass(other.type, one.type)) return false;
    narrower ||= isSubclass(one.type, other.type);
    return true;
  };
  const length = Math.min(a.positional.length, b.positional.length);
  for (let i = 0; i < length; i++) if (!compare(a.positional[i], b.positional[i])) return false;
  for (const [name, parameter] of a.byKeyword) if (!compare(parameter, b.byKeyword.get(name))) return false;
  return narrower;
}

function isSubclass(a: ParameterType<unknown>, b: ParameterType<unknown>): boolean {
  const wanted = b.classes[0];
  return wanted !== undefined && a.classes.indexOf(wanted) > 0;
}
