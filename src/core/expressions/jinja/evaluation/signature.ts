import { typeError, type Value } from "../../python/index.ts";
import type { Evaluation, Keywords, Operation } from "./evaluation.ts";

/** A parameter: its name, and its default if it may be left out. */
export type ParameterSpec = string | readonly [name: string, defaultValue: Value];

/** The parameters of a Python function, by which its arguments are mapped and its errors worded. */
export interface Signature {
  /** The function's name in Python's errors. */
  readonly name: string;
  readonly parameters: readonly ParameterSpec[];
  /** How many arguments Jinja itself passes in front; Python's errors count them. */
  readonly hidden?: number;
  /** How functions written in C word their errors: `exactly one argument`, or `expected 2 arguments`. */
  readonly nativeWording?: "exactly" | "expected";
}

/**
 * Makes a filter or test of a function that takes its arguments in order, as Python's do.
 *
 * @param signature the parameters, the first of which is what the operation is applied to
 * @param run gets one value for each parameter
 */
export function operation(signature: Signature, run: (evaluation: Evaluation, ...values: Value[]) => Value): Operation {
  const defaults = signature.parameters.map(defaultOf);
  const required = defaults.filter((each) => each === undefined).length;
  return {
    run(evaluation, positional, keywords) {
      if (keywords.size === 0 && positional.length >= required && positional.length <= defaults.length) {
        if (positional.length === defaults.length) return run(evaluation, ...positional);
        return run(evaluation, ...positional, ...(defaults.slice(positional.length) as Value[]));
      }
      return run(evaluation, ...bind(signature, positional, keywords));
    },
  };
}

/**
 * Maps arguments to parameters as Python does.
 *
 * @returns one value for each parameter
 * @throws PyError TypeError in Python's words when they do not fit
 */
export function bind(signature: Signature, positional: readonly Value[], keywords: Keywords): Value[] {
  const { name, parameters } = signature;
  const bound: (Value | undefined)[] = positional.slice(0, parameters.length);
  for (const [keyword, value] of keywords) {
    const index = parameters.findIndex((each) => nameOf(each) === keyword);
    if (index === -1) throw typeError(`${name}() got an unexpected keyword argument '${keyword}'`);
    if (bound[index] !== undefined) throw typeError(`${name}() got multiple values for argument '${keyword}'`);
    bound[index] = value;
  }
  if (signature.nativeWording !== undefined && positional.length !== parameters.length) {
    throw wrongCount(signature, positional.length);
  }
  if (positional.length > parameters.length) throw tooMany(signature, positional.length);
  const missing: string[] = [];
  const values = parameters.map((each, index): Value => {
    const value = bound[index] ?? (bound[index] === null ? null : defaultOf(each));
    if (value === undefined) missing.push(nameOf(each));
    return value ?? null;
  });
  if (missing.length > 0) throw tooFew(name, missing);
  return values;
}

function wrongCount({ name, parameters, nativeWording }: Signature, given: number): Error {
  if (nativeWording === "exactly") return typeError(`${name}() takes exactly one argument (${given} given)`);
  return typeError(`${name} expected ${parameters.length} arguments, got ${given}`);
}

function nameOf(parameter: ParameterSpec): string {
  return typeof parameter === "string" ? parameter : parameter[0];
}

function defaultOf(parameter: ParameterSpec): Value | undefined {
  return typeof parameter === "string" ? undefined : parameter[1];
}

function tooMany({ name, parameters, hidden = 0 }: Signature, given: number): Error {
  const most = parameters.length + hidden;
  const least = parameters.filter((each) => defaultOf(each) === undefined).length + hidden;
  const takes = least === most ? String(most) : `from ${least} to ${most}`;
  const noun = most === 1 ? "argument" : "arguments";
  const were = given + hidden === 1 ? "was" : "were";
  return typeError(`${name}() takes ${takes} positional ${noun} but ${given + hidden} ${were} given`);
}

function tooFew(name: string, missing: readonly string[]): Error {
  const quoted = missing.map((each) => `'${each}'`);
  const last = quoted.at(-1) ?? "";
  const text =
    quoted.length === 1
      ? last
      : quoted.length === 2
        ? quoted.join(" and ")
        : `${quoted.slice(0, -1).join(", ")}, and ${last}`;
  const noun = missing.length === 1 ? "argument" : "arguments";
  return typeError(`${name}() missing ${missing.length} required positional ${noun}: ${text}`);
}
