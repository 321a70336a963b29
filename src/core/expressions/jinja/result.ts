import { Float, type Json, type JsonMap } from "../../base/index.ts";
import { isArray, isPlainMap, type Meter, PyDict, PyObject, PyTuple, type Value, valueError } from "../python/index.ts";

/**
 * The result of a template as Mistral stores it, see `toJson`. What stands in it more than once is converted once and
 * counted each time: a small nest of shared lists would be endless as a text.
 *
 * @param value the result
 * @param meter limits how large the result is when it is written out
 * @throws PyError BudgetExceeded; ValueError for a list that holds itself, and as `toJson`
 */
export function resultToJson(value: Value, meter: Meter): Json {
  return typeof value !== "object" || value === null ? value : new ResultConverter(meter).convert(value);
}

/**
 * Measures a result without taking the items of iterators: what is small in memory may be endless when written out.
 *
 * @param value the result
 * @param meter limits how large the result is when it is written out
 * @throws PyError BudgetExceeded
 */
export function measureResult(value: Value, meter: Meter): void {
  const sizes = new Map<Value, number>();
  const measure = (each: Value): number => {
    if (typeof each === "string") return 1 + (each.length >> 4);
    const members = membersOf(each);
    if (members === undefined) return 1;
    const known = sizes.get(each);
    if (known !== undefined) return known;
    sizes.set(each, 1);
    let size = 1;
    for (const member of members) size += measure(member);
    meter.size(size);
    sizes.set(each, size);
    return size;
  };
  measure(value);
}

function membersOf(value: Value): Iterable<Value> | undefined {
  if (isArray(value)) return value;
  if (value instanceof PyTuple) return value.items;
  if (value instanceof PyDict) return value.values();
  return isPlainMap(value) ? Object.values(value) : undefined;
}

interface Converted {
  readonly json: Json;
  readonly size: number;
}

class ResultConverter {
  readonly #meter: Meter;
  /** What was converted already; undefined while it is under way. */
  readonly #converted = new Map<object, Converted | undefined>();
  #size = 0;

  constructor(meter: Meter) {
    this.#meter = meter;
  }

  convert(value: Value): Json {
    this.#grow(typeof value === "string" ? 1 + (value.length >> 4) : 1);
    if (typeof value !== "object" || value === null || value instanceof Float) return value;
    const known = this.#converted.get(value);
    if (known !== undefined) {
      this.#grow(known.size);
      return known.json;
    }
    if (this.#converted.has(value)) throw valueError("Circular reference detected");
    this.#converted.set(value, undefined);
    const before = this.#size;
    const json = this.#convertInside(value);
    this.#converted.set(value, { json, size: this.#size - before });
    return json;
  }

  #convertInside(value: Exclude<Value & object, Float>): Json {
    if (value instanceof PyObject) return value.json((member) => this.convert(member));
    if (isArray(value)) return value.map((member) => this.convert(member));
    const members = Object.entries(value).map(([key, member]) => [key, this.convert(member)] as const);
    return members.every(([key, member]) => value[key] === member) ? (value as JsonMap) : Object.fromEntries(members);
  }

  #grow(by: number): void {
    this.#size += by;
    this.#meter.size(this.#size);
  }
}
