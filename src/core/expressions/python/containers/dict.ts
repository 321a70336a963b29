import { Float } from "../../../base/index.ts";
import type { Json } from "../../../base/index.ts";
import { floatText } from "../numbers/float-text.ts";
import { isSame } from "../protocol/equality.ts";
import { hashKey, mapKey, unhashable } from "../protocol/hash.ts";
import { dictRepr } from "../protocol/repr.ts";
import { charge } from "../values/charge.ts";
import { PyError, typeError } from "../values/error.ts";
import { typeName } from "../values/type-name.ts";
import { isPlainMap, PyObject } from "../values/value.ts";
import type { ArrayKind, HashKey, Value, ValueMap } from "../values/value.ts";

/** A dict that an expression makes: insertion ordered, any hashable key. */
export class PyDict extends PyObject {
  readonly arrays: ArrayKind;
  /** Whether the dict is hashable, as YAQL's own dicts are. */
  readonly frozen: boolean;
  private readonly slots = new Map<HashKey, [Value, Value]>();

  /**
   * @param arrays the language's reading of an array, which decides what is hashable
   * @param entries first entries; of equal keys the first key and the last value stay
   * @param frozen whether the dict may itself be a key
   */
  constructor(arrays: ArrayKind, entries: Iterable<readonly [Value, Value]> = [], frozen = false) {
    super();
    this.arrays = arrays;
    this.frozen = frozen;
    for (const [key, value] of entries) this.set(key, value);
  }

  get pyType(): string {
    return "dict";
  }

  get size(): number {
    return this.slots.size;
  }

  /** @returns the value, or undefined when the key is absent */
  get(key: Value): Value | undefined {
    return this.slots.get(hashKey(key, this.arrays))?.[1];
  }

  has(key: Value): boolean {
    return this.slots.has(hashKey(key, this.arrays));
  }

  set(key: Value, value: Value): void {
    const hash = hashKey(key, this.arrays);
    const slot = this.slots.get(hash);
    if (slot === undefined) this.slots.set(hash, [key, value]);
    else slot[1] = value;
  }

  /** @returns whether there was such a key */
  delete(key: Value): boolean {
    return this.slots.delete(hashKey(key, this.arrays));
  }

  /** Drops every entry. */
  clear(): void {
    this.slots.clear();
  }

  entries(): IterableIterator<readonly [Value, Value]> {
    return this.slots.values();
  }

  *keys(): Generator<Value, undefined> {
    for (const [key] of this.slots.values()) yield key;
  }

  *values(): Generator<Value, undefined> {
    for (const [, value] of this.slots.values()) yield value;
  }

  override repr(arrays: ArrayKind): string {
    return dictRepr([...this.slots.values()], arrays);
  }

  override isTrue(): boolean {
    return this.slots.size > 0;
  }

  override equals(other: Value): boolean {
    if (other instanceof PyDict) {
      if (other.size !== this.size) return false;
      charge(this.size);
      for (const [hash, [, value]] of this.slots) {
        const slot = other.slots.get(hash);
        if (slot === undefined || !isSame(value, slot[1])) return false;
      }
      return true;
    }
    return isPlainMap(other) && this.equalsMap(other);
  }

  override hashKey(arrays: ArrayKind): HashKey {
    if (!this.frozen) throw unhashable("dict");
    return mapKey([...this.slots.values()], arrays);
  }

  override json(convert: (member: Value) => Json): Json {
    const out: Record<string, Json> = {};
    for (const [key, value] of this.slots.values()) {
      Object.defineProperty(out, jsonKey(key, this.arrays), {
        value: convert(value),
        enumerable: true,
        writable: true,
        configurable: true,
      });
    }
    return out;
  }

  private equalsMap(other: ValueMap): boolean {
    const keys = Object.keys(other);
    if (keys.length !== this.size) return false;
    for (const key of keys) {
      const value = this.get(key);
      if (value === undefined || !isSame(value, other[key] as Value)) return false;
    }
    return true;
  }
}

/**
 * The text that Python's json module writes for a dict key: `1`, `null`, `true`, `1.5`.
 *
 * @throws PyError TypeError for a key that is a container
 */
export function jsonKey(key: Value, arrays: ArrayKind): string {
  if (typeof key === "string") return key;
  if (key === null) return "null";
  if (typeof key === "boolean" || typeof key === "bigint") return String(key);
  if (typeof key === "number") return Number.isInteger(key) ? String(key) : floatText(key);
  if (key instanceof Float) return floatText(key.value);
  throw typeError(`keys must be str, int, float, bool or None, not ${typeName(key, arrays)}`);
}

/** The error of a missing key. */
export function keyError(keyRepr: string): PyError {
  return new PyError("KeyError", keyRepr);
}
