import type { Json, JsonMap } from "../../../base/index.ts";
import { Float } from "../../../base/index.ts";
import { isArray, PyObject } from "./value.ts";
import type { Value } from "./value.ts";

/**
 * The form in which Mistral stores a result (`oslo.serialization`'s `to_primitive`): sets, tuples and iterators become
 * arrays, a datetime its ISO text without offset, the keys of a dict texts.
 *
 * A value that is JSON already is returned as it is, without a copy.
 *
 * @throws PyError ValueError `Circular reference detected` for a timespan or a date, which Mistral cannot store either
 */
export function toJson(value: Value): Json {
  if (typeof value !== "object" || value === null || value instanceof Float) return value;
  if (value instanceof PyObject) return value.json(toJson);
  if (isArray(value)) return arrayToJson(value);
  let copy: Record<string, Json> | undefined;
  for (const key of Object.keys(value)) {
    const member = value[key] as Value;
    const converted = toJson(member);
    if (converted === member && copy === undefined) continue;
    copy ??= { ...(value as JsonMap) };
    Object.defineProperty(copy, key, { value: converted, enumerable: true, writable: true, configurable: true });
  }
  return copy ?? (value as JsonMap);
}

function arrayToJson(items: readonly Value[]): Json {
  let copy: Json[] | undefined;
  for (let i = 0; i < items.length; i++) {
    const member = items[i] as Value;
    const converted = toJson(member);
    if (copy !== undefined) copy.push(converted);
    else if (converted !== member) copy = [...(items.slice(0, i) as Json[]), converted];
  }
  return copy ?? (items as readonly Json[]);
}
