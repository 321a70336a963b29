import type { Json, JsonMap } from "../../base/index.ts";
import { lookUp, toMap, type Context } from "./context.ts";
import { isList, setKey } from "./maps.ts";

/** One source of variables of a view. */
export type Layer = { readonly map: JsonMap } | { readonly context: Context };

/** What an expression sees as `$` or `_`: layers one over the other, merged only where somebody looks at all of them. */
export interface View {
  readonly data: JsonMap;
  /** A value without views in it, to be kept. */
  settle(value: Json): Json;
}

/**
 * A view of several maps as one. Making it costs nothing for the number of variables.
 *
 * @param layers the first one that has a key wins
 */
export function viewOf(layers: readonly Layer[]): View {
  let merged: JsonMap | undefined;
  const whole = (): JsonMap => (merged ??= mergeLayers(layers));
  const find = (key: string): Json | undefined => {
    for (const layer of layers) {
      if ("context" in layer) {
        const value = lookUp(layer.context, key);
        if (value !== undefined) return value;
      } else if (Object.hasOwn(layer.map, key)) {
        return layer.map[key];
      }
    }
    return undefined;
  };
  const data = new Proxy<JsonMap>(
    {},
    {
      get: (_target, key) => (typeof key === "string" ? find(key) : undefined),
      has: (_target, key) => typeof key === "string" && find(key) !== undefined,
      ownKeys: () => Object.keys(whole()),
      getOwnPropertyDescriptor: (_target, key) => {
        const value = typeof key === "string" ? find(key) : undefined;
        return value === undefined ? undefined : { value, enumerable: true, configurable: true, writable: true };
      },
    },
  );
  const settle = (value: Json): Json => (merged === undefined ? value : replaceView(value, data, whole()));
  return { data, settle };
}

function mergeLayers(layers: readonly Layer[]): JsonMap {
  const result: Record<string, Json> = {};
  for (const layer of layers) {
    const map = "context" in layer ? toMap(layer.context) : layer.map;
    for (const key of Object.keys(map)) {
      if (!Object.hasOwn(result, key)) setKey(result, key, map[key] ?? null);
    }
  }
  return result;
}

/** An expression can only give the view itself, within lists and maps that it made. */
function replaceView(value: Json, view: JsonMap, whole: JsonMap): Json {
  if (value === view) return whole;
  if (isList(value)) {
    const items = value.map((item: Json) => replaceView(item, view, whole));
    return items.some((item, i) => item !== value[i]) ? items : value;
  }
  if (typeof value !== "object" || value === null || Object.getPrototypeOf(value) !== Object.prototype) return value;
  let result: Record<string, Json> | undefined;
  for (const [key, item] of Object.entries(value)) {
    const settled = replaceView(item as Json, view, whole);
    if (settled === item) continue;
    result ??= { ...(value as JsonMap) };
    setKey(result, key, settled);
  }
  return result ?? value;
}
