import { isMap, type Json, type JsonMap } from "../../base/index.ts";

/** Sets a key that a user chose, whatever its name, `__proto__` included. */
export function setKey(map: Record<string, Json>, key: string, value: Json): void {
  if (key === "__proto__")
    Object.defineProperty(map, key, { value, enumerable: true, writable: true, configurable: true });
  else map[key] = value;
}

/** Whether the value is a JSON list. */
export function isList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value);
}

/** A new map with the entries of the first, then those of the second; the second wins. */
export function joinMaps(under: JsonMap, over: JsonMap): JsonMap {
  const result: Record<string, Json> = {};
  for (const key of Object.keys(under)) setKey(result, key, under[key] ?? null);
  for (const key of Object.keys(over)) setKey(result, key, over[key] ?? null);
  return result;
}

/**
 * Mistral's merge: maps within maps are merged, anything else of `over` replaces.
 *
 * @param under stays as it is; parts of it are shared by the result
 * @param over stays as it is; wins
 * @returns `under` itself where nothing differs
 */
export function mergeMaps(under: JsonMap, over: JsonMap): JsonMap {
  let result: Record<string, Json> | undefined;
  for (const key of Object.keys(over)) {
    const value = over[key] ?? null;
    const present = Object.hasOwn(under, key);
    const old = present ? (under[key] ?? null) : null;
    if (present && Object.is(old, value)) continue;
    const merged = present && isMap(old) && isMap(value) ? mergeMaps(old, value) : value;
    if (present && merged === old) continue;
    result ??= { ...under };
    setKey(result, key, merged);
  }
  return result ?? under;
}
