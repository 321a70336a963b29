import { isPlainMap, isTrue, type Value } from "../../python/index.ts";
import { members } from "../methods/find-method.ts";
import { textOf } from "../html/markup.ts";
import { Undefined } from "../values/undefined.ts";

export type Getter = (item: Value) => Value;

/**
 * How `map(attribute='a.b.0')` and its kin reach into an item: item before attribute at each step.
 *
 * @param attribute a path, an index, or null for the item itself
 * @param otherwise takes the place of what is undefined; null means that it stays undefined
 */
export function attributeGetter(attribute: Value, otherwise: Value = null): Getter {
  const path = pathOf(attribute);
  return (item) => {
    let value = item;
    for (const part of path) {
      value = step(value, part);
      if (otherwise !== null && value instanceof Undefined) value = otherwise;
    }
    return value;
  };
}

function step(value: Value, part: Value): Value {
  const key = typeof part === "string" && isPlainMap(value) && Object.hasOwn(value, part) ? value[part] : undefined;
  return key === undefined ? members.item(value, part) : key;
}

/** What is compared where case does not matter: a text in lower case, anything else as it is. */
export function foldCase(value: Value): Value {
  return textOf(value)?.toLowerCase() ?? value;
}

/** A getter whose texts are in lower case unless case matters. */
export function keyGetter(attribute: Value, isCaseSensitive: Value, otherwise: Value = null): Getter {
  const get = attributeGetter(attribute, otherwise);
  if (!isTrue(isCaseSensitive)) return (item) => foldCase(get(item));
  return (item) => {
    const value = get(item);
    return textOf(value) ?? value;
  };
}

/** A getter for several paths at once, `a,b.c`, which gives a list. */
export function keysGetter(attribute: Value, isCaseSensitive: Value): Getter {
  const text = textOf(attribute);
  const getters = (text === undefined ? [attribute] : text.split(",")).map((each) => keyGetter(each, isCaseSensitive));
  return (item) => getters.map((get) => get(item));
}

function pathOf(attribute: Value): readonly Value[] {
  if (attribute === null) return [];
  const text = textOf(attribute);
  if (text === undefined) return [attribute];
  return text.split(".").map((part) => (/^[0-9]+$/.test(part) ? Number(part) : part));
}
