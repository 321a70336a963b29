import { isMap, type Json } from "../base/index.ts";
import { pyRepr } from "./python/index.ts";

/**
 * How Python's `repr` of a value begins. Only what is shown is looked at, however large the value.
 *
 * @param value any JSON value
 * @param limit number of characters after which `...` follows
 */
export function shortRepr(value: Json, limit: number): string {
  let text = "";
  for (const piece of pieces(value, limit)) {
    text += piece;
    if (text.length > limit) return `${text.slice(0, limit)}...`;
  }
  return text;
}

function* pieces(value: Json, limit: number): Generator<string, void> {
  if (typeof value === "string") {
    yield pyRepr(value.slice(0, limit + 1), "list");
  } else if (Array.isArray(value)) {
    yield "[";
    let separator = "";
    for (const item of value as readonly Json[]) {
      yield separator;
      yield* pieces(item, limit);
      separator = ", ";
    }
    yield "]";
  } else if (isMap(value)) {
    yield "{";
    let separator = "";
    for (const key of Object.keys(value)) {
      yield `${separator}${pyRepr(key.slice(0, limit + 1), "list")}: `;
      yield* pieces(value[key] ?? null, limit);
      separator = ", ";
    }
    yield "}";
  } else {
    yield pyRepr(value, "list");
  }
}
