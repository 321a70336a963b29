import type { Meter, Value } from "../../python/index.ts";
import { PyObject } from "../../python/index.ts";
import type { MistralFunctions } from "../../scope.ts";

/** What all contexts of one evaluation share. */
export interface Evaluation {
  readonly meter: Meter;
  /** Mistral's data, the clock and chance. */
  readonly functions: MistralFunctions;
  readonly library: FunctionCaller;
}

/** Calls functions by name, as the library's own functions do (`join` calls `str` for each item). */
export interface FunctionCaller {
  /**
   * Calls a function with values; one made by `def` goes first.
   *
   * @param args the arguments by position
   * @throws PyError when there is no such function, when none matches, and what the function throws
   */
  callFunction(context: Context, name: string, args: readonly Value[]): Value;

  /** Calls a function or method by name, with keywords. */
  call(context: Context, call: DynamicCall): Value;
}

/** A call of which everything is a value. */
export interface DynamicCall {
  readonly name: string;
  /** Undefined calls a function, any value (null too) a method. */
  readonly receiver: Value | undefined;
  readonly args: readonly Value[];
  readonly keywords: ReadonlyMap<string, Value>;
}

/** A function made by `def`: it takes any arguments, all of them evaluated. */
export interface OwnFunction {
  readonly name: string;
  readonly body: (args: readonly Value[], keywords: ReadonlyMap<string, Value>) => Value;
}

/**
 * One layer of variables and of functions made by `def`. `$` is another name of `$1`. A context is a value too: it is what
 * `let`, `with`, `def` and `unpack` give to `->`.
 */
export class Context extends PyObject {
  readonly evaluation: Evaluation;
  readonly parent: Context | undefined;
  /** `$1` and `$2` of this layer have fields of their own, because nearly every lambda sets them. */
  first: Value | undefined;
  second: Value | undefined;
  /** Whether this layer or one above holds a function made by `def`; false lets a call skip the search. */
  hasOwnFunctions: boolean;
  private named: Map<string, Value> | undefined;
  private own: Map<string, OwnFunction> | undefined;

  constructor(evaluation: Evaluation, parent: Context | undefined, first?: Value, second?: Value) {
    super();
    this.evaluation = evaluation;
    this.parent = parent;
    this.first = first;
    this.second = second;
    this.hasOwnFunctions = parent !== undefined && parent.hasOwnFunctions;
    this.named = undefined;
    this.own = undefined;
  }

  get pyType(): string {
    return "Context";
  }

  /** A layer on top of this one. */
  child(first?: Value, second?: Value): Context {
    return new Context(this.evaluation, this, first, second);
  }

  /**
   * Sets a variable of this layer.
   *
   * @param name its name, with or without the `$`; `$` alone is `$1`
   */
  set(name: string, value: Value): void {
    const bare = name.startsWith("$") ? name.slice(1) : name;
    if (bare === "" || bare === "1") this.first = value;
    else if (bare === "2") this.second = value;
    else (this.named ??= new Map()).set(bare, value);
  }

  /** `$`: undefined when no layer sets it. */
  getFirst(): Value | undefined {
    return firstIn(this);
  }

  /** `$2`: undefined when no layer sets it. */
  getSecond(): Value | undefined {
    return secondIn(this);
  }

  /**
   * A variable of this layer or the nearest one above.
   *
   * @param bare its name without the `$`, neither "1" nor "2"
   * @returns undefined when no layer sets it
   */
  getNamed(bare: string): Value | undefined {
    const value = this.named?.get(bare);
    return value === undefined ? this.parent?.getNamed(bare) : value;
  }

  /** Adds a function to this layer. */
  register(own: OwnFunction): void {
    (this.own ??= new Map()).set(own.name, own);
    this.hasOwnFunctions = true;
  }

  /** The function of that name that the innermost `def` made. */
  ownFunction(name: string): OwnFunction | undefined {
    return this.hasOwnFunctions ? (this.own?.get(name) ?? this.parent?.ownFunction(name)) : undefined;
  }
}

function firstIn(from: Context): Value | undefined {
  let context: Context | undefined = from;
  while (context !== undefined && context.first === undefined) context = context.parent;
  return context?.first;
}

function secondIn(from: Context): Value | undefined {
  let context: Context | undefined = from;
  while (context !== undefined && context.second === undefined) context = context.parent;
  return context?.second;
}
