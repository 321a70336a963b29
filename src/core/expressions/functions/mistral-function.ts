import type { ArrayKind, Meter, Value } from "../python/index.ts";
import type { MistralFunctions } from "../scope.ts";

/** Where a function of Mistral's is called from. */
export interface Caller {
  readonly functions: MistralFunctions;
  /** The whole data context. */
  readonly data: Value;
  readonly arrays: ArrayKind;
  readonly meter: Meter;
  /** Makes what comes from outside a value of the calling language. */
  adopt(value: Value): Value;
  /**
   * The error of a part of the context that is not there.
   *
   * @param key the part: `__env`, `__execution`
   */
  missing(key: string): Error;
}

/** A parameter of a function of Mistral's. */
export interface MistralParameter {
  /** The name in Jinja; YAQL writes it in camelCase. */
  readonly name: string;
  /** Left out where the argument must be given. */
  readonly defaultValue?: Value;
}

/** A function that Mistral adds to both languages. */
export interface MistralFunction {
  readonly name: string;
  readonly parameters: readonly MistralParameter[];
  /** One or two sentences for the reference. */
  readonly doc: string;
  /**
   * Does the work.
   *
   * @param caller where it is called from
   * @param values one for each parameter
   * @throws PyError as Mistral's function does; whatever the caller's MistralFunctions throw passes through
   */
  readonly run: (caller: Caller, ...values: Value[]) => Value;
}
