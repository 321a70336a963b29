import type { Json } from "../../../base/index.ts";
import { equalSequences } from "../protocol/equality.ts";
import { sequenceKey, unhashable } from "../protocol/hash.ts";
import { listRepr, tupleRepr } from "../protocol/repr.ts";
import { PyObject } from "../values/value.ts";
import type { ArrayKind, HashKey, Value } from "../values/value.ts";

/** A list where arrays are tuples (YAQL): made by `split`, `json_parse` ...; unhashable, never equal to a tuple. */
export class PyList extends PyObject {
  readonly items: Value[];

  constructor(items: Value[]) {
    super();
    this.items = items;
  }

  get pyType(): string {
    return "list";
  }

  [Symbol.iterator](): IterableIterator<Value> {
    return this.items.values();
  }

  override repr(arrays: ArrayKind): string {
    return listRepr(this.items, arrays);
  }

  override isTrue(): boolean {
    return this.items.length > 0;
  }

  override equals(other: Value): boolean {
    return other instanceof PyList && equalSequences(this.items, other.items);
  }

  override hashKey(_arrays: ArrayKind): HashKey {
    throw unhashable("list");
  }

  override json(convert: (member: Value) => Json): Json {
    return this.items.map(convert);
  }
}

/** A tuple where arrays are lists (Jinja): hashable, never equal to a list. */
export class PyTuple extends PyObject {
  readonly items: readonly Value[];

  constructor(items: readonly Value[]) {
    super();
    this.items = items;
  }

  get pyType(): string {
    return "tuple";
  }

  [Symbol.iterator](): IterableIterator<Value> {
    return this.items.values();
  }

  override repr(arrays: ArrayKind): string {
    return tupleRepr(this.items, arrays);
  }

  override isTrue(): boolean {
    return this.items.length > 0;
  }

  override equals(other: Value): boolean {
    return other instanceof PyTuple && equalSequences(this.items, other.items);
  }

  override hashKey(arrays: ArrayKind): HashKey {
    return sequenceKey(this.items, arrays);
  }

  override json(convert: (member: Value) => Json): Json {
    return this.items.map(convert);
  }
}
