import type { Json } from "../../../base/index.ts";
import type { ArrayKind, HashKey, Value, ValueMap } from "../../python/index.ts";
import {
  isArray,
  isPlainMap,
  isSame,
  listRepr,
  PyDict,
  PyObject,
  pyRepr,
  PySet,
  typeName,
  unhashable,
} from "../../python/index.ts";

/** A dict of either kind: plain data, or one that an expression made. */
export type Dict = ValueMap | PyDict;

/** Whether the value is a dict. */
export function isDict(value: Value): value is Dict {
  return value instanceof PyDict || isPlainMap(value);
}

/** The number of entries. */
export function dictSize(dict: Dict): number {
  return dict instanceof PyDict ? dict.size : Object.keys(dict).length;
}

/** The entries, in order of insertion. */
export function dictEntries(dict: Dict): Iterable<readonly [Value, Value]> {
  return dict instanceof PyDict ? dict.entries() : Object.entries(dict);
}

/**
 * The value of a key.
 *
 * @returns undefined when there is no such key
 * @throws PyError TypeError for a key that is not hashable
 */
export function dictGet(dict: Dict, key: Value): Value | undefined {
  if (dict instanceof PyDict) return dict.get(key);
  if (typeof key === "string") return Object.hasOwn(dict, key) ? dict[key] : undefined;
  return new PyDict("tuple").get(key);
}

/** What a dict shows of itself: a live view, named after the class of the dict. */
abstract class View extends PyObject {
  readonly dict: Dict;

  constructor(dict: Dict) {
    super();
    this.dict = dict;
  }

  abstract readonly shows: "keys" | "values" | "items";

  abstract [Symbol.iterator](): Iterator<Value>;

  get isFrozen(): boolean {
    return !(this.dict instanceof PyDict) || this.dict.frozen;
  }

  get pyType(): string {
    const name = { keys: "KeysView", values: "ValuesView", items: "ItemsView" }[this.shows];
    return this.isFrozen ? name : `dict_${this.shows}`;
  }

  get size(): number {
    return dictSize(this.dict);
  }

  override repr(arrays: ArrayKind): string {
    return `${this.pyType}(${this.isFrozen ? pyRepr(this.dict, arrays) : listRepr([...this.members()], arrays)})`;
  }

  override isTrue(): boolean {
    return this.size > 0;
  }

  override json(convert: (member: Value) => Json): Json {
    return Array.from(this.members(), convert);
  }

  private members(): Iterable<Value> {
    return { [Symbol.iterator]: () => this[Symbol.iterator]() };
  }
}

/** `keys()` and `items()`: a view that is a set. */
export class SetView extends View {
  readonly shows: "keys" | "items";

  constructor(dict: Dict, shows: "keys" | "items") {
    super(dict);
    this.shows = shows;
  }

  *[Symbol.iterator](): Generator<Value, undefined> {
    for (const [key, value] of dictEntries(this.dict)) yield this.shows === "keys" ? key : [key, value];
  }

  /** @throws PyError TypeError for a key that is not hashable */
  has(member: Value): boolean {
    if (this.shows === "keys") return dictGet(this.dict, member) !== undefined;
    if (!isArray(member) || member.length !== 2) return false;
    const value = dictGet(this.dict, member[0] as Value);
    return value !== undefined && isSame(value, member[1] as Value);
  }

  override equals(other: Value): boolean {
    return isSetLike(other) && other.size === this.size && isSubset(this, other);
  }

  override hashKey(_arrays: ArrayKind): HashKey {
    throw unhashable(this.pyType);
  }
}

/** `values()`: an iterable that is neither a list nor a set. */
export class ValuesView extends View {
  readonly shows = "values";

  *[Symbol.iterator](): Generator<Value, undefined> {
    for (const [, value] of dictEntries(this.dict)) yield value;
  }
}

/** Whether the value is a set, or a view that is one. */
export function isSetLike(value: Value): value is PySet | SetView {
  return value instanceof PySet || value instanceof SetView;
}

/** Whether every member of `a` is one of `b`. */
export function isSubset(a: PySet | SetView, b: PySet | SetView): boolean {
  if (a.size > b.size) return false;
  for (const member of a) if (!b.has(member)) return false;
  return true;
}

/** The name of a value's Python class, as YAQL has it: its dicts are frozen. */
export function className(value: Value): string {
  const isFrozen = isPlainMap(value) || (value instanceof PyDict && value.frozen);
  return isFrozen ? "FrozenDict" : typeName(value, "tuple");
}
