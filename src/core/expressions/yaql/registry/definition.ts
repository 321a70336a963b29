import type { Json } from "../../../base/index.ts";
import type { Value } from "../../python/index.ts";
import type { Context } from "../runtime/context.ts";
import type { Arguments, Parameter } from "./parameter.ts";

/** An expression that shows a function at work; the tests evaluate it. */
export interface Example {
  /** The expression without `<% %>`. */
  readonly expr: string;
  /** `$`; an empty object when it is left out. */
  readonly data?: Json;
  /** The result; what JSON lacks is written as in the recorded cases (`{"$set": [...]}`, `{"$timespan": 1000000}`). */
  readonly result: Json;
}

/** A function is called as `name(x)`, a method as `x.name()`. */
export type FunctionKind = "function" | "method" | "both";

/** One overload of a function, as call resolution sees it. */
export interface FunctionDefinition {
  readonly name: string;
  readonly kind: FunctionKind;
  readonly parameters: readonly Parameter<unknown>[];
  /** `a => b` arguments are values, not keywords (`dict`, `switch`, `set` on a dict). */
  readonly withoutKeywords: boolean;
  /** Counts only when no other overload accepts the arguments. */
  readonly isFallback: boolean;
  readonly doc: string;
  readonly example?: Example;
  readonly run: (context: Context, ...args: never[]) => Value;
}

/** What {@link define} takes. */
export interface Definition<P extends readonly Parameter<unknown>[]> {
  /** The name in camelCase; an operator is `#operator_+`, a property `#property#year`. */
  readonly name: string;
  readonly kind: FunctionKind;
  readonly args: P;
  readonly withoutKeywords?: true;
  readonly isFallback?: true;
  /** One or two sentences for the reference. */
  readonly doc: string;
  readonly example?: Example;
  /**
   * Does the work.
   *
   * @param context where the call stands: its variables, `context.evaluation.meter`, `context.evaluation.functions`
   * @param args the arguments in the order of `args`; a `rest` parameter is an array, a `keywords` parameter a Map
   * @throws PyError as Python would
   */
  readonly run: (context: Context, ...args: Arguments<P>) => Value;
}

/**
 * Describes one overload of a YAQL function.
 *
 * @returns the overload, to be listed in the family's file
 */
export function define<const P extends readonly Parameter<unknown>[]>(d: Definition<P>): FunctionDefinition {
  return {
    name: d.name,
    kind: d.kind,
    parameters: d.args,
    withoutKeywords: d.withoutKeywords === true,
    isFallback: d.isFallback === true,
    doc: d.doc,
    ...(d.example === undefined ? {} : { example: d.example }),
    run: d.run as FunctionDefinition["run"],
  };
}

/** The same overload under another name (`filter` is `where`). */
export function alias(name: string, definition: FunctionDefinition): FunctionDefinition {
  return { ...definition, name };
}
