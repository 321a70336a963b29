import { typeName, type Value } from "../../python/index.ts";
import { arrays, type Evaluation, type Operation } from "../evaluation/evaluation.ts";
import { operation, type ParameterSpec } from "../evaluation/signature.ts";
import { NativeFunction } from "../values/callable.ts";

/** The methods of a Python type by name; each is an operation on its object. */
export type Methods<T extends Value = Value> = ReadonlyMap<string, Method<T>>;

interface Method<T extends Value> {
  readonly operation: Operation;
  /** Only ties the methods to the kind of their object. */
  readonly of?: T;
}

/**
 * Makes a method.
 *
 * @param name its name
 * @param parameters its parameters, without the object
 * @param run gets the object and one value for each parameter
 */
export function method<T extends Value>(
  name: string,
  parameters: readonly ParameterSpec[],
  run: (evaluation: Evaluation, self: T, ...values: Value[]) => Value,
): readonly [string, Method<T>] {
  const signature = { name, parameters: ["self", ...parameters] };
  return [
    name,
    { operation: operation(signature, (evaluation, self, ...rest) => run(evaluation, self as T, ...rest)) },
  ];
}

/** A method tied to its object, as `object.name` gives it. */
export function bindMethod<T extends Value>(methods: Methods<T>, object: T, name: string): Value | undefined {
  const found = methods.get(name);
  if (found === undefined) return undefined;
  return new NativeFunction(
    name,
    (evaluation, positional, keywords) => found.operation.run(evaluation, [object, ...positional], keywords),
    "builtin_function_or_method",
    typeName(object, arrays),
  );
}
