import type { Json } from "../../../base/index.ts";
import { hashKey, setKey, unhashable } from "../protocol/hash.ts";
import { pyRepr } from "../protocol/repr.ts";
import { PyObject } from "../values/value.ts";
import type { ArrayKind, HashKey, Value } from "../values/value.ts";

/** A set; it keeps the order in which members were added (Python's is arbitrary). */
export class PySet extends PyObject {
  readonly arrays: ArrayKind;
  /** Whether the set is hashable (a frozenset). */
  readonly frozen: boolean;
  private readonly slots = new Map<HashKey, Value>();

  /** @throws PyError TypeError when a member is not hashable */
  constructor(arrays: ArrayKind, members: Iterable<Value> = [], frozen = false) {
    super();
    this.arrays = arrays;
    this.frozen = frozen;
    for (const member of members) this.add(member);
  }

  get pyType(): string {
    return this.frozen ? "frozenset" : "set";
  }

  get size(): number {
    return this.slots.size;
  }

  has(member: Value): boolean {
    return this.slots.has(hashKey(member, this.arrays));
  }

  /** Adds a member; an equal one that is there already stays. */
  add(member: Value): void {
    const hash = hashKey(member, this.arrays);
    if (!this.slots.has(hash)) this.slots.set(hash, member);
  }

  /** @returns whether it was a member */
  delete(member: Value): boolean {
    return this.slots.delete(hashKey(member, this.arrays));
  }

  [Symbol.iterator](): IterableIterator<Value> {
    return this.slots.values();
  }

  /** Whether every member is one of the other set too. */
  isSubsetOf(other: PySet): boolean {
    if (this.size > other.size) return false;
    for (const hash of this.slots.keys()) if (!other.slots.has(hash)) return false;
    return true;
  }

  override repr(arrays: ArrayKind): string {
    const inner = [...this].map((member) => pyRepr(member, arrays)).join(", ");
    if (this.frozen) return inner === "" ? "frozenset()" : `frozenset({${inner}})`;
    return inner === "" ? "set()" : `{${inner}}`;
  }

  override isTrue(): boolean {
    return this.slots.size > 0;
  }

  override equals(other: Value): boolean {
    return other instanceof PySet && other.size === this.size && this.isSubsetOf(other);
  }

  override hashKey(arrays: ArrayKind): HashKey {
    if (!this.frozen) throw unhashable("set");
    return setKey(this, arrays);
  }

  override json(convert: (member: Value) => Json): Json {
    return [...this].map(convert);
  }
}
