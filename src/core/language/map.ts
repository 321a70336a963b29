import type { Json, JsonMap } from "../base/index.ts";

/** Sets an own key, whatever its name: `__proto__` must not reach the prototype. */
export function put(map: Record<string, Json>, key: string, value: Json): void {
  if (key === "__proto__") {
    Object.defineProperty(map, key, { value, enumerable: true, configurable: true, writable: true });
    return;
  }
  map[key] = value;
}

/** The value of an own key; undefined when the map has no such key. */
export function get(map: JsonMap, key: string): Json | undefined {
  return Object.hasOwn(map, key) ? map[key] : undefined;
}
