import { Float } from "../../../base/index.ts";
import type { Meter, Value } from "../../python/index.ts";
import { isArray, PyDict, PyIterator, PyList, PyObject, PySet } from "../../python/index.ts";
import { Ordered } from "./ordered.ts";
import { isDict, isSetLike, ValuesView } from "./views.ts";

/**
 * Makes the result of an expression independent of it, as Mistral's engine options say: tuples, iterators and views become
 * lists (JavaScript arrays), dicts plain dicts, sets stay sets. Data that needs no change is not copied.
 *
 * @returns a value to be read with arrays as lists
 * @throws PyError TypeError when a member of a set or a key of a dict becomes a list; and whatever an iterator still to be
 * walked throws
 */
export function finish(value: Value, meter: Meter): Value {
  if (typeof value !== "object" || value === null || value instanceof Float) {
    if (typeof value === "string") meter.size(value.length);
    return value;
  }
  return new Finisher(meter).finish(value);
}

class Finisher {
  private readonly meter: Meter;
  /** Characters and elements so far. */
  private size = 0;

  constructor(meter: Meter) {
    this.meter = meter;
  }

  finish(value: Value): Value {
    if (typeof value === "string") this.grow(value.length);
    if (typeof value !== "object" || value === null || value instanceof Float) return value;
    if (isArray(value)) return this.array(value);
    if (value instanceof PyObject) return this.object(value);
    let copy: [string, Value][] | undefined;
    const entries = Object.entries(value);
    this.grow(entries.length);
    entries.forEach(([key, member], i) => {
      const finished = this.finish(member);
      if (finished !== member) copy ??= entries.slice(0, i);
      copy?.push([key, finished]);
    });
    return copy === undefined ? value : new PyDict("list", copy);
  }

  private array(items: readonly Value[]): Value {
    this.grow(items.length);
    let copy: Value[] | undefined;
    for (let i = 0; i < items.length; i++) {
      const member = items[i] as Value;
      const finished = this.finish(member);
      if (copy !== undefined) copy.push(finished);
      else if (finished !== member) copy = [...items.slice(0, i), finished];
    }
    return copy ?? items;
  }

  private object(value: PyObject): Value {
    if (isDict(value)) {
      const dict = new PyDict("list");
      this.grow(value.size);
      for (const [key, member] of value.entries()) dict.set(this.finish(key), this.finish(member));
      return dict;
    }
    if (isSetLike(value)) return new PySet("list", this.all(value));
    if (value instanceof PyList) return this.all(value.items);
    if (value instanceof PyIterator || value instanceof ValuesView || value instanceof Ordered) return this.all(value);
    return value;
  }

  private all(items: Iterable<Value>): Value[] {
    const finished: Value[] = [];
    for (const item of items) {
      this.grow(1);
      finished.push(this.finish(item));
    }
    return finished;
  }

  private grow(count: number): void {
    this.meter.step();
    this.size += count;
    this.meter.size(this.size);
  }
}
