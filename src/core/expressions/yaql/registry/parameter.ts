import type { Value } from "../../python/index.ts";
import type { Context } from "../runtime/context.ts";
import type { Argument } from "../runtime/expression.ts";

/**
 * How an argument reaches the function: `value` is evaluated first; the others take the expression itself. `keyword` wants a
 * bare word, `rule` a pair `a => b`, `methodCall` a call that can take a receiver.
 */
export type Passing = "value" | "keyword" | "lambda" | "scopedLambda" | "methodCall" | "rule" | "expression";

/** What a parameter accepts, and what the function gets from it. */
export interface ParameterType<T> {
  /** How the reference shows it. */
  readonly label: string;
  readonly passing: Passing;
  /** Whether null is accepted. */
  readonly nullable: boolean;
  /** Whether a value that is not null is accepted. */
  readonly accepts: (value: Value) => boolean;
  /** The Python class and its ancestors: of two overloads that match, the one with the narrower class wins. */
  readonly classes: readonly string[];
  /** Makes what the function gets from an accepted argument that is not null; left out when that is the argument itself. */
  readonly convert?: (argument: Argument, context: Context) => T;
}

/** One parameter of a function. `T` is what the function gets. */
export interface Parameter<T> {
  /** Its keyword, in camelCase. */
  readonly name: string;
  readonly type: ParameterType<unknown>;
  readonly form: "single" | "rest" | "keywords";
  /** Whether the argument may be left out. */
  readonly isOptional: boolean;
  /** What the function gets then; undefined where it must know that nothing was given. */
  readonly fallback: Value | undefined;
  /** Only for the compiler: ties the parameter to what the function gets. */
  readonly gives?: T;
}

/** What a function with these parameters gets. */
export type Arguments<P extends readonly Parameter<unknown>[]> = {
  [I in keyof P]: P[I] extends Parameter<infer T> ? T : never;
};

/** An argument that must be given. */
export function arg<T>(name: string, type: ParameterType<T>): Parameter<T> {
  return { name, type, form: "single", isOptional: false, fallback: undefined };
}

/** An argument that may be left out; the function gets undefined then. */
export function optional<T>(name: string, type: ParameterType<T>): Parameter<T | undefined> {
  return { name, type, form: "single", isOptional: true, fallback: undefined };
}

/** An argument that may be left out; the function gets `fallback` then (which the type must accept). */
export function defaulted<T>(name: string, type: ParameterType<T>, fallback: Value): Parameter<T> {
  return { name, type, form: "single", isOptional: true, fallback };
}

/** All further arguments by position, as an array. */
export function rest<T>(name: string, type: ParameterType<T>): Parameter<readonly T[]> {
  return { name, type, form: "rest", isOptional: true, fallback: undefined };
}

/** All further arguments by keyword, as a Map. */
export function keywords<T>(name: string, type: ParameterType<T>): Parameter<ReadonlyMap<string, T>> {
  return { name, type, form: "keywords", isOptional: true, fallback: undefined };
}
