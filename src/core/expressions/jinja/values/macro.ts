import { PyTuple, pyRepr, typeError, type Value } from "../../python/index.ts";
import { arrays, type Evaluation, type Keywords } from "../evaluation/evaluation.ts";
import { Callable } from "./callable.ts";
import { Markup } from "../html/markup.ts";
import { Undefined } from "./undefined.ts";

/** What a macro is called with; a parameter that was not given is undefined. */
export interface MacroArguments {
  readonly parameters: readonly (Value | undefined)[];
  readonly caller: Value | undefined;
  /** What is left over, by name and in order. */
  readonly keywords: Keywords;
  readonly rest: readonly Value[];
}

/** What a macro looks like from outside. */
export interface MacroSignature {
  /** The name, or null for the body of a call block. */
  readonly name: string | null;
  readonly parameters: readonly string[];
  /** Whether the body uses `kwargs`, `varargs`, `caller`, so that such arguments are welcome. */
  readonly takesKeywords: boolean;
  readonly takesRest: boolean;
  readonly takesCaller: boolean;
}

/** A macro, or the body of a call block as `caller()`. */
export class Macro extends Callable {
  readonly #signature: MacroSignature;
  readonly #run: (given: MacroArguments) => string;

  constructor(signature: MacroSignature, run: (given: MacroArguments) => string) {
    super();
    this.#signature = signature;
    this.#run = run;
  }

  get pyType(): string {
    return "Macro";
  }

  override member(name: string): Value | undefined {
    const { parameters, takesKeywords, takesRest, takesCaller } = this.#signature;
    switch (name) {
      case "name":
        return this.#signature.name;
      case "arguments":
        return new PyTuple(parameters);
      case "catch_kwargs":
        return takesKeywords;
      case "catch_varargs":
        return takesRest;
      case "caller":
        return takesCaller;
      case "explicit_caller":
        return parameters.includes("caller");
      default:
        return undefined;
    }
  }

  override call(evaluation: Evaluation, positional: readonly Value[], keywords: Keywords): Value {
    evaluation.meter.enter();
    const text = this.#run(this.#bind(positional, keywords));
    evaluation.meter.leave();
    return evaluation.isEscaping ? new Markup(text) : text;
  }

  override repr(): string {
    const { name } = this.#signature;
    return `<Macro ${name === null ? "anonymous" : pyRepr(name, arrays)}>`;
  }

  #bind(positional: readonly Value[], keywords: Keywords): MacroArguments {
    const { name, parameters, takesKeywords, takesRest, takesCaller } = this.#signature;
    const left = new Map(keywords);
    const bound = parameters.map((parameter, index) => {
      if (index < positional.length) return positional[index];
      const value = left.get(parameter);
      left.delete(parameter);
      return value;
    });
    let caller: Value | undefined;
    if (takesCaller && !parameters.includes("caller")) {
      caller = left.get("caller") ?? new Undefined("No caller defined");
      left.delete("caller");
    }
    const [unknown] = left.keys();
    if (!takesKeywords && unknown !== undefined) {
      const shown = pyRepr(name, arrays);
      throw typeError(
        left.has("caller")
          ? `macro ${shown} was invoked with two values for the special caller argument. This is most likely a bug.`
          : `macro ${shown} takes no keyword argument '${unknown}'`,
      );
    }
    if (!takesRest && positional.length > parameters.length) {
      throw typeError(`macro ${pyRepr(name, arrays)} takes not more than ${parameters.length} argument(s)`);
    }
    return { parameters: bound, caller, keywords: left, rest: positional.slice(parameters.length) };
  }
}
