import type { Json } from "../../../base/index.ts";
import {
  type ArrayKind,
  type HashKey,
  hashKey,
  isSame,
  pyRepr,
  PyObject,
  PySet,
  PyTuple,
  type Value,
} from "../../python/index.ts";
import { type Dict, dictEntries, dictGet, dictKeys, dictSize, dictValues } from "./dict.ts";

/** `d.keys()`, `d.values()` and `d.items()`: they show the dict as it is when they are looked at. */
export class DictView extends PyObject {
  readonly dict: Dict;
  readonly kind: "keys" | "values" | "items";

  constructor(dict: Dict, kind: "keys" | "values" | "items") {
    super();
    this.dict = dict;
    this.kind = kind;
  }

  get pyType(): string {
    return `dict_${this.kind}`;
  }

  get size(): number {
    return dictSize(this.dict);
  }

  *[Symbol.iterator](): Generator<Value, undefined> {
    if (this.kind === "keys") yield* dictKeys(this.dict);
    else if (this.kind === "values") yield* dictValues(this.dict);
    else for (const entry of dictEntries(this.dict)) yield new PyTuple(entry);
  }

  has(value: Value): boolean {
    if (this.kind === "keys") return dictGet(this.dict, value) !== undefined;
    if (this.kind === "items") {
      if (!(value instanceof PyTuple) || value.items.length !== 2) return false;
      const [key = null, expected = null] = value.items;
      const found = dictGet(this.dict, key);
      return found !== undefined && isSame(found, expected);
    }
    for (const each of dictValues(this.dict)) if (isSame(each, value)) return true;
    return false;
  }

  override repr(arrays: ArrayKind): string {
    return `${this.pyType}([${Array.from(this, (each) => pyRepr(each, arrays)).join(", ")}])`;
  }

  override isTrue(): boolean {
    return this.size > 0;
  }

  override equals(other: Value): boolean {
    if (this === other) return true;
    if (this.kind === "values") return false;
    if (other instanceof PySet) return other.size === this.size && [...other].every((each) => this.has(each));
    if (!(other instanceof DictView) || other.kind === "values" || other.size !== this.size) return false;
    return [...other].every((each) => this.has(each));
  }

  override hashKey(arrays: ArrayKind): HashKey {
    return this.kind === "values" ? this : hashKey(new PySet(arrays), arrays);
  }

  override json(convert: (member: Value) => Json): Json {
    return Array.from(this, convert);
  }
}
