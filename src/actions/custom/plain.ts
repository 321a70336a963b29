import { Float, integer, isList, isMap, type Json } from "../../core/base/index.ts";

/** A value as JavaScript has it: floats are plain numbers. */
export function toPlain(value: Json): Json {
  if (value instanceof Float) return value.value;
  if (isList(value)) return value.map(toPlain);
  if (isMap(value)) return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, toPlain(one)]));
  return value;
}

/**
 * A value that JavaScript code gives back, as JSON: what is undefined is null, or left out of a map; what has `toJSON` (a Date)
 * is what that gives.
 *
 * @param place names the value in messages
 * @throws Error for what JSON cannot hold, with its place
 */
export function fromPlain(value: unknown, place: string): Json {
  return convert(value, place, new Set());
}

function convert(value: unknown, place: string, around: ReadonlySet<object>): Json {
  switch (typeof value) {
    case "undefined":
      return null;
    case "string":
    case "boolean":
    case "number":
      return value;
    case "bigint":
      return integer(value);
    case "object":
      return value === null || value instanceof Float ? value : convertObject(value, place, around);
    case "function":
    case "symbol":
      throw new Error(`${place} must be JSON, not a ${typeof value}`);
  }
}

function convertObject(value: object, place: string, around: ReadonlySet<object>): Json {
  if (around.has(value)) throw new Error(`${place} must be JSON, and it contains itself`);
  const inside = new Set([...around, value]);
  if (hasToJson(value)) return convert(value.toJSON(), place, inside);
  if (Array.isArray(value)) return value.map((one, index) => convert(one, `${place}[${index}]`, inside));
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== null && prototype !== Object.prototype) {
    throw new Error(`${place} must be JSON, not a ${value.constructor.name}`);
  }
  const members = Object.entries(value).filter(([, one]) => one !== undefined);
  return Object.fromEntries(members.map(([key, one]) => [key, convert(one, `${place}.${key}`, inside)]));
}

function hasToJson(value: object): value is { toJSON(): unknown } {
  return "toJSON" in value && typeof value.toJSON === "function";
}
