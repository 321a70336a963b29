import { isMap, type Json } from "../../../base/index.ts";
import { type ArrayKind, isArray, isPlainMap, Meter, PyDict, type Value } from "../../python/index.ts";
import { defaultBudget, type MistralFunctions, type Scope } from "../../scope.ts";

/** What a JavaScript array is in Jinja. */
export const arrays: ArrayKind = "list";

/** The named arguments of a call, in the order of the text. */
export type Keywords = ReadonlyMap<string, Value>;

/** A filter or a test: a function whose first argument is what it is applied to. */
export interface Operation {
  run(evaluation: Evaluation, positional: readonly Value[], keywords: Keywords): Value;
}

/** What templates can name: the same for every evaluation. */
export interface Environment {
  readonly filters: ReadonlyMap<string, Operation>;
  readonly tests: ReadonlyMap<string, Operation>;
  readonly globals: ReadonlyMap<string, Value>;
}

/** Thrown when a template changes a list or dict of its data in place, which must not reach the caller's data. */
export class MustOwnData extends Error {}

/** One evaluation of one template: what it sees, what it may use, what it has used. */
export class Evaluation {
  readonly environment: Environment;
  readonly functions: MistralFunctions;
  readonly meter: Meter;
  /** Whether data was copied beforehand, so that lists and dicts may be changed in place. */
  readonly ownsData: boolean;
  readonly data: Value;
  /** Whether printed values are escaped for HTML now (`autoescape` blocks). */
  isEscaping = false;

  constructor(environment: Environment, scope: Scope, ownsData: boolean) {
    this.environment = environment;
    this.functions = scope.functions;
    this.meter = new Meter(scope.budget ?? defaultBudget);
    this.ownsData = ownsData;
    this.data = this.adopt(scope.data);
  }

  /** A value that comes from outside, as one that this evaluation may work with. */
  adopt(value: Value): Value {
    return this.ownsData ? copy(value) : value;
  }

  /** Must be called before a list or dict is changed in place. */
  willChangeInPlace(): void {
    if (!this.ownsData) throw new MustOwnData();
  }

  /**
   * A variable that the template itself does not set: the data, Mistral's own names, Jinja's globals.
   *
   * @returns undefined if there is none of that name
   */
  global(name: string): Value | undefined {
    switch (name) {
      case "_":
        return this.data;
      case "__env":
      case "__execution":
      case "__task_execution":
        return this.#contextMember(name);
      default:
        return this.environment.globals.get(name);
    }
  }

  #contextMember(name: string): Value | undefined {
    if (this.data instanceof PyDict) return this.data.get(name) ?? null;
    const data = this.data as Json;
    if (!isMap(data)) return undefined;
    return Object.hasOwn(data, name) ? (data[name] ?? null) : null;
  }
}

function copy(value: Value): Value {
  if (isArray(value)) return value.map(copy);
  if (!isPlainMap(value)) return value;
  return new PyDict(
    arrays,
    Object.entries(value).map(([key, member]) => [key, copy(member)] as const),
  );
}
