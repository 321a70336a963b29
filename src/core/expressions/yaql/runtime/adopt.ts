import type { Value } from "../../python/index.ts";
import { isArray, isPlainMap, PyDict, PyList } from "../../python/index.ts";

const adopted = new WeakMap<object, Value>();
const originals = new WeakMap<object, Value & object>();

/**
 * What Mistral reads from its database while an expression runs is made of Python's plain lists and dicts, unlike the data
 * context: they are no keys, equal no tuple and print in brackets. The values made here are never changed, so the same JSON
 * gives the same value.
 *
 * @param value what the host handed over: JSON; any other value stays as it is
 */
export function adopt(value: Value): Value {
  if (isArray(value)) return adopted.get(value) ?? keep(value, new PyList(value.map(adopt)));
  if (!isPlainMap(value)) return value;
  const known = adopted.get(value);
  if (known !== undefined) return known;
  const entries = Object.entries(value).map(([key, member]): [Value, Value] => [key, adopt(member)]);
  return keep(value, new PyDict("tuple", entries));
}

/**
 * The JSON that a value was made from by {@link adopt}.
 *
 * @returns undefined for any other value
 */
export function originalOf(value: PyDict | PyList): (Value & object) | undefined {
  return originals.get(value);
}

function keep(json: Value & object, value: PyDict | PyList): Value {
  adopted.set(json, value);
  originals.set(value, json);
  return value;
}
