import type { Json, JsonMap } from "../../base/index.ts";
import { joinMaps, setKey } from "./maps.ts";

/**
 * The variables that a branch has published, as layers that are never changed and that branches share. Layers grow in size
 * downwards, so a chain of n tasks that publish n variables costs n log n in all, and a look-up passes few layers.
 */
export interface Context {
  readonly own: JsonMap;
  readonly size: number;
  readonly below: Context | undefined;
}

export const emptyContext: Context = { own: {}, size: 0, below: undefined };

/**
 * A context with more variables on top.
 *
 * @param context stays as it is
 * @param published top-level keys replace older ones (Mistral 15, semantics 7.1); null for none
 */
export function extend(context: Context, published: JsonMap | null): Context {
  if (published === null) return context;
  let own = published;
  let size = Object.keys(published).length;
  if (size === 0) return context;
  let below: Context | undefined = context;
  while (below !== undefined && below.size <= size * 2) {
    own = joinMaps(below.own, own);
    size = Object.keys(own).length;
    below = below.below;
  }
  return { own, size, below };
}

/** @returns undefined when there is no such variable */
export function lookUp(context: Context, name: string): Json | undefined {
  for (let layer: Context | undefined = context; layer !== undefined; layer = layer.below) {
    if (Object.hasOwn(layer.own, name)) return layer.own[name];
  }
  return undefined;
}

/** All variables as one map, in order of their first publication. */
export function toMap(context: Context): JsonMap {
  if (context.below === undefined) return context.own;
  const layers: Context[] = [];
  for (let layer: Context | undefined = context; layer !== undefined; layer = layer.below) layers.push(layer);
  const result: Record<string, Json> = {};
  for (const { own } of layers.toReversed()) {
    for (const key of Object.keys(own)) setKey(result, key, own[key] ?? null);
  }
  return result;
}

/** A context of one map. */
export function fromMap(own: JsonMap): Context {
  return { own, size: Object.keys(own).length, below: undefined };
}
