import type { Json, JsonMap } from "../../src/core/base/index.ts";
import { Float, isMap } from "../../src/core/base/index.ts";

/**
 * Whether two values in the notation of the recorded cases are the same: kinds of numbers matter, the order of keys and of
 * sets does not. A recorded value without a useful form accepts anything that is no plain data.
 */
export function isSameValue(recorded: Json, actual: Json): boolean {
  if (recorded instanceof Float) return actual instanceof Float && Object.is(recorded.value, actual.value);
  if (Array.isArray(recorded)) {
    if (!Array.isArray(actual) || recorded.length !== actual.length) return false;
    return recorded.every((item: Json, i) => isSameValue(item, actual[i] as Json));
  }
  if (!isMap(recorded)) return Object.is(recorded, actual);
  if (!isMap(actual)) return false;
  if (Object.hasOwn(recorded, "$opaque")) return Object.hasOwn(actual, "$opaque");
  for (const unordered of ["$set", "$dict"]) {
    if (Object.hasOwn(recorded, unordered)) return isSameSet(recorded[unordered], actual[unordered]);
  }
  return isSameMap(recorded, actual);
}

function isSameMap(recorded: JsonMap, actual: JsonMap): boolean {
  const keys = Object.keys(recorded);
  if (keys.length !== Object.keys(actual).length) return false;
  return keys.every((key) => Object.hasOwn(actual, key) && isSameValue(recorded[key] as Json, actual[key] as Json));
}

function isSameSet(recorded: Json | undefined, actual: Json | undefined): boolean {
  if (!Array.isArray(recorded) || !Array.isArray(actual) || recorded.length !== actual.length) return false;
  const left: Json[] = [...actual];
  return recorded.every((member: Json) => {
    const index = left.findIndex((other) => isSameValue(member, other));
    if (index !== -1) left.splice(index, 1);
    return index !== -1;
  });
}
