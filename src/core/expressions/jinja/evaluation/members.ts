import {
  type Bound,
  isArray,
  isInt,
  isPlainMap,
  characterAt,
  PyError,
  PyTuple,
  sliceItems,
  sliceText,
  typeError,
  typeName,
  type Value,
  valueError,
} from "../../python/index.ts";
import { type Dict, dictGet, isDict } from "../values/dict.ts";
import { JinjaObject } from "../values/callable.ts";
import { Markup, textOf } from "../html/markup.ts";
import { PyRange } from "../values/range.ts";
import type { Slice } from "../values/slice.ts";
import { Undefined, undefinedMember, unsafeMember } from "../values/undefined.ts";
import { arrays } from "./evaluation.ts";
import { hasHiddenAttribute } from "./hidden-attributes.ts";

/** Finds the methods and attributes that a value of Python has. */
export type FindMethod = (object: Value, name: string) => Value | undefined;

/** How templates reach into values: `object.name` and `object[index]`. */
export class Members {
  readonly #find: FindMethod;
  readonly #dictMethods: ReadonlySet<string>;

  /**
   * @param find finds methods and attributes
   * @param dictMethods the names that a dict keeps for its methods
   */
  constructor(find: FindMethod, dictMethods: ReadonlySet<string>) {
    this.#find = find;
    this.#dictMethods = dictMethods;
  }

  /** Whether a dict has neither a method nor a hidden attribute of that name, so that only a key can be meant. */
  isOnlyKey(name: string): boolean {
    return !name.startsWith("_") && !this.#dictMethods.has(name);
  }

  /** `object.name`: an attribute or method of that name comes before an item. */
  attribute(object: Value, name: string): Value {
    if (object instanceof Undefined) object.fail();
    const found = this.#attribute(object, name);
    if (found !== undefined) return found;
    const item = isDict(object) ? dictGet(object, name) : undefined;
    return item ?? (item === null ? null : undefinedMember(object, name, arrays));
  }

  /** `object[index]`: an item comes before an attribute or method of that name. */
  item(object: Value, index: Value): Value {
    if (object instanceof Undefined) object.fail();
    const item = itemOf(object, index);
    if (item !== undefined) return item;
    const name = textOf(index);
    const found = name === undefined ? undefined : this.#attribute(object, name);
    return found ?? (found === null ? null : undefinedMember(object, index, arrays));
  }

  /** What `attr()` finds: an attribute and never an item. */
  onlyAttribute(object: Value, name: string): Value {
    if (object instanceof Undefined) object.fail();
    return this.#attribute(object, name) ?? undefinedMember(object, name, arrays);
  }

  #attribute(object: Value, name: string): Value | undefined {
    const found = object instanceof JinjaObject ? object.member(name) : this.#find(object, name);
    if (found !== undefined) return found;
    return hasHiddenAttribute(object, name) ? unsafeMember(object, name, arrays) : undefined;
  }
}

function itemOf(object: Value, index: Value): Value | undefined {
  if (isDict(object)) return lookUp(object, index);
  const at = typeof index === "boolean" ? Number(index) : index;
  if (!isInt(at)) return undefined;
  const position = Number(at);
  if (isArray(object)) return object.at(position);
  const text = textOf(object);
  if (text !== undefined) {
    const character = characterAt(text, position);
    return character !== undefined && object instanceof Markup ? new Markup(character) : character;
  }
  if (object instanceof PyTuple) return object.items.at(position);
  if (!(object instanceof PyRange)) return undefined;
  const place = position < 0 ? position + object.size : position;
  return place >= 0 && place < object.size ? object.at(place) : undefined;
}

/** A key that is not hashable is just not there. */
function lookUp(dict: Dict, key: Value): Value | undefined {
  if (typeof key === "string" && isPlainMap(dict)) return Object.hasOwn(dict, key) ? dict[key] : undefined;
  try {
    return dictGet(dict, key);
  } catch (error) {
    if (error instanceof PyError && error.pyClass === "TypeError") return undefined;
    throw error;
  }
}

/**
 * `object[start:stop:step]`
 *
 * @throws PyError TypeError for what cannot be sliced or bounds that are no ints, ValueError for a step of zero
 */
export function sliceOf(object: Value, slice: Slice): Value {
  if (object instanceof Undefined) object.fail();
  const text = textOf(object);
  const items = object instanceof PyTuple ? object.items : object;
  if (text === undefined && !isArray(items) && !(object instanceof PyRange)) {
    if (isDict(object)) throw typeError("unhashable type: 'slice'");
    throw typeError(`'${typeName(object, arrays)}' object is not subscriptable`);
  }
  const start = boundOf(slice.start);
  const stop = boundOf(slice.stop);
  const step = boundOf(slice.step);
  if (text !== undefined) {
    const part = sliceText(text, start, stop, step);
    return object instanceof Markup ? new Markup(part) : part;
  }
  if (object instanceof PyRange) return sliceRange(object, start, stop, step);
  const part = isArray(items) ? sliceItems(items, start, stop, step) : [];
  return object instanceof PyTuple ? new PyTuple(part) : part;
}

function boundOf(value: Value): Bound {
  if (typeof value === "boolean") return Number(value);
  if (value === null || isInt(value)) return value;
  throw typeError("slice indices must be integers or None or have an __index__ method");
}

function sliceRange(range: PyRange, start: Bound, stop: Bound, step: Bound): PyRange {
  const by = step === null ? 1 : Number(step);
  if (by === 0) throw valueError("slice step cannot be zero");
  const places = sliceItems(
    Array.from({ length: range.size }, (_, i) => i),
    start,
    stop,
    step,
  );
  const first = places[0] ?? 0;
  return new PyRange(range.at(first), range.at(first + by * places.length), range.step * by);
}
