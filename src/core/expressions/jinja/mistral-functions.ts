import { mistralFunctions } from "../functions/all-functions.ts";
import type { Caller, MistralFunction } from "../functions/mistral-function.ts";
import { PyDict, pyRepr, PyError, typeError, type Value } from "../python/index.ts";
import { arrays, type Evaluation, type Keywords, type Operation } from "./evaluation/evaluation.ts";
import { bind, type ParameterSpec, type Signature } from "./evaluation/signature.ts";
import { nameOfType } from "./evaluation/expect.ts";
import { Callable, NativeFunction } from "./values/callable.ts";
import { dictGet, isDict } from "./values/dict.ts";

/** A function of Mistral's that knows its context already, as Python's `functools.partial`. */
class Partial extends Callable {
  readonly #function: MistralFunction;

  constructor(called: MistralFunction) {
    super();
    this.#function = called;
  }

  get pyType(): string {
    return "partial";
  }

  override member(name: string): Value | undefined {
    if (name === "func") return new NativeFunction(`${this.#function.name}_`, this.call.bind(this));
    return name === "keywords" ? new PyDict(arrays) : undefined;
  }

  override call(evaluation: Evaluation, positional: readonly Value[], keywords: Keywords): Value {
    return call(this.#function, evaluation, evaluation.data, positional, keywords);
  }

  override repr(): string {
    return `functools.partial(<function ${this.#function.name}_>)`;
  }
}

/** Mistral's functions as globals of templates. */
export const mistralGlobals: ReadonlyMap<string, Value> = new Map(
  mistralFunctions.map((each) => [each.name, new Partial(each)]),
);

/** Mistral's functions as filters: what is piped in takes the place of the context, not of the first argument. */
export const mistralFilters: ReadonlyMap<string, Operation> = new Map(
  mistralFunctions.map((each) => [
    each.name,
    {
      run: (evaluation, [context = null, ...positional], keywords) =>
        each.name === "env" && context !== evaluation.data
          ? envOf(context)
          : call(each, evaluation, context, positional, keywords),
    } satisfies Operation,
  ]),
);

function call(
  callee: MistralFunction,
  evaluation: Evaluation,
  data: Value,
  positional: readonly Value[],
  keywords: Keywords,
): Value {
  const caller: Caller = {
    functions: evaluation.functions,
    data,
    arrays,
    meter: evaluation.meter,
    adopt: (value) => evaluation.adopt(value),
    missing: (key) => new PyError("KeyError", pyRepr(key, arrays)),
  };
  return callee.run(caller, ...bind(signatureOf(callee), positional, keywords));
}

function signatureOf({ name, parameters }: MistralFunction): Signature {
  const specs = parameters.map((each): ParameterSpec =>
    each.defaultValue === undefined ? each.name : [each.name, each.defaultValue],
  );
  return { name: `${name}_`, parameters: specs, hidden: 1 };
}

function envOf(context: Value): Value {
  if (!isDict(context)) throw typeError(`'${nameOfType(context)}' object is not subscriptable`);
  const env = dictGet(context, "__env");
  if (env === undefined) throw new PyError("KeyError", "'__env'");
  return env;
}
