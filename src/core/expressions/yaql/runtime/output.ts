import { Float } from "../../../base/index.ts";
import type { Meter, Value } from "../../python/index.ts";
import { isArray, isPlainMap, PyDict, PyIterator, PyList, PyObject, PySet } from "../../python/index.ts";
import { originalOf } from "./adopt.ts";
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
  /** Plain objects that were met, and how large they are; 0 until they are met again. */
  private readonly sizes = new Map<object, number>();

  constructor(meter: Meter) {
    this.meter = meter;
  }

  finish(value: Value): Value {
    if (typeof value === "string") this.grow(value.length);
    if (typeof value !== "object" || value === null || value instanceof Float) return value;
    if (isArray(value)) return this.array(value);
    if (value instanceof PyObject) return this.object(value);
    this.growBy(value);
    return value;
  }

  /** Plain objects (and lists from the host) hold nothing but JSON. The first time they cost nothing, as they exist anyway. */
  private growBy(data: Value & object): void {
    const size = this.sizes.get(data);
    if (size === undefined) this.sizes.set(data, 0);
    else if (size > 0) this.grow(size);
    else {
      const before = this.size;
      this.walk(data);
      this.sizes.set(data, this.size - before);
    }
  }

  private walk(data: Value): void {
    if (typeof data === "string") this.grow(data.length);
    else if (isArray(data)) {
      this.grow(data.length);
      for (const item of data) this.walk(item);
    } else if (isPlainMap(data)) {
      const values = Object.values(data);
      this.grow(values.length + 1);
      for (const value of values) this.walk(value);
    }
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
    const original = value instanceof PyDict || value instanceof PyList ? originalOf(value) : undefined;
    if (original !== undefined) {
      this.growBy(original);
      return original;
    }
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
