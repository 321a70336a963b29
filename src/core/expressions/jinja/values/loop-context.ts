import { isSame, PyError, PyTuple, typeError, type Value } from "../../python/index.ts";
import type { Evaluation } from "../evaluation/evaluation.ts";
import { Callable, NativeFunction } from "./callable.ts";
import { Undefined } from "./undefined.ts";

type Recurse = (iterable: Value, depth: number) => Value;

/** The variable `loop` of a for loop: it walks the items and knows what is around the current one. */
export class LoopContext extends Callable {
  readonly depth0: number;
  readonly #recurse: Recurse | undefined;
  #items: Iterator<Value>;
  #index0 = -1;
  readonly #measure: (() => number) | undefined;
  #length: number | undefined;
  /** The item that was looked at beyond the current one; undefined if none was. */
  #ahead: { readonly item: Value | undefined } | undefined;
  #current: Value | undefined;
  #before: Value | undefined;
  #lastChanged: Value | undefined;

  /**
   * @param items the items
   * @param measure gives their number, or fails where that is not known before they are walked
   * @param depth0 how many loops of the same recursion are around this one
   * @param recurse runs the loop's body over other items
   */
  constructor(
    items: Iterator<Value>,
    measure: (() => number) | undefined,
    depth0: number,
    recurse: Recurse | undefined,
  ) {
    super();
    this.#items = items;
    this.#measure = measure;
    this.depth0 = depth0;
    this.#recurse = recurse;
  }

  get pyType(): string {
    return "LoopContext";
  }

  /** How many items there are; reads them all if it has to. */
  get size(): number {
    this.#length ??= this.#tryMeasure() ?? this.#readAll();
    return this.#length;
  }

  /**
   * Moves to the next item.
   *
   * @returns undefined at the end
   */
  advance(): Value | undefined {
    const item = this.#peek();
    this.#ahead = undefined;
    if (item === undefined) return undefined;
    this.#index0 += 1;
    this.#before = this.#current;
    this.#current = item;
    return item;
  }

  override member(name: string): Value | undefined {
    switch (name) {
      case "index":
        return this.#index0 + 1;
      case "index0":
        return this.#index0;
      case "revindex":
        return this.size - this.#index0;
      case "revindex0":
        return this.size - this.#index0 - 1;
      case "first":
        return this.#index0 === 0;
      case "last":
        return this.#peek() === undefined;
      case "length":
        return this.size;
      case "depth":
        return this.depth0 + 1;
      case "depth0":
        return this.depth0;
      case "previtem":
        return this.#index0 === 0 ? new Undefined("there is no previous item") : this.#before;
      case "nextitem":
        return this.#peek() ?? (this.#peek() === null ? null : new Undefined("there is no next item"));
      case "cycle":
        return new NativeFunction(name, (_evaluation, items) => this.#cycle(items), "method");
      case "changed":
        return new NativeFunction(name, (_evaluation, values) => this.#changed(values), "method");
      default:
        return undefined;
    }
  }

  override call(_evaluation: Evaluation, positional: readonly Value[]): Value {
    const [iterable] = positional;
    if (iterable === undefined || positional.length > 1) {
      throw typeError(
        iterable === undefined
          ? "LoopContext.__call__() missing 1 required positional argument: 'iterable'"
          : `LoopContext.__call__() takes 2 positional arguments but ${positional.length + 1} were given`,
      );
    }
    if (this.#recurse === undefined) {
      throw typeError("The loop must have the 'recursive' marker to be called recursively.");
    }
    return this.#recurse(iterable, this.depth0 + 1);
  }

  override repr(): string {
    return `<LoopContext ${this.#index0 + 1}/${this.size}>`;
  }

  #tryMeasure(): number | undefined {
    try {
      return this.#measure?.();
    } catch (error) {
      if (error instanceof PyError && error.pyClass === "TypeError") return undefined;
      throw error;
    }
  }

  #readAll(): number {
    const rest: Value[] = [];
    for (let step = this.#items.next(); step.done !== true; step = this.#items.next()) rest.push(step.value);
    this.#items = rest.values();
    const ahead = this.#ahead?.item === undefined ? 0 : 1;
    return this.#index0 + 1 + ahead + rest.length;
  }

  #peek(): Value | undefined {
    if (this.#ahead === undefined) {
      const step = this.#items.next();
      this.#ahead = { item: step.done === true ? undefined : step.value };
    }
    return this.#ahead.item;
  }

  #cycle(items: readonly Value[]): Value {
    if (items.length === 0) throw typeError("no items for cycling given");
    return items[this.#index0 % items.length] ?? null;
  }

  #changed(values: readonly Value[]): boolean {
    const value = new PyTuple(values);
    if (this.#lastChanged !== undefined && isSame(this.#lastChanged, value)) return false;
    this.#lastChanged = value;
    return true;
  }
}
