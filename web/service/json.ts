import { isList, isMap, parseJson, writeJson, type Json, type JsonMap } from "../../src/core/base/index.ts";

/** Reads a member that holds JSON as a text; Python's NaN and the like make it a text that is shown as it stands. */
export function readMember(text: string | null | undefined): Json | undefined {
  if (text === null || text === undefined) return undefined;
  try {
    return parseJson(text);
  } catch {
    return text;
  }
}

/** The same where an object is expected; empty for anything else. */
export function readMap(text: string | null | undefined): JsonMap {
  const value = readMember(text);
  return isMap(value) ? value : {};
}

/** JSON over several lines, as a person reads it. */
export function pretty(value: Json): string {
  return typeof value === "string" ? value : writeJson(value, 2);
}

/** Whether there is nothing to be shown. */
export function isNothing(value: Json | undefined): boolean {
  if (value === undefined || value === null || value === "") return true;
  if (Array.isArray(value)) return value.length === 0;
  return isMap(value) && Object.keys(value).length === 0;
}

/** The member of a map as a text; undefined where it is none. */
export function textAt(map: JsonMap, key: string): string | undefined {
  const value = Object.hasOwn(map, key) ? map[key] : undefined;
  return typeof value === "string" ? value : undefined;
}

/** The member of a map as a map; empty where it is none. */
export function mapAt(map: JsonMap, key: string): JsonMap {
  const value = Object.hasOwn(map, key) ? map[key] : undefined;
  return isMap(value) ? value : {};
}

/** The member of a map as a list; empty where it is none. */
export function listAt(map: JsonMap, key: string): readonly Json[] {
  const value = Object.hasOwn(map, key) ? map[key] : undefined;
  return value !== undefined && isList(value) ? value : [];
}
