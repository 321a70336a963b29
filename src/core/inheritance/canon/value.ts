import { writeJson } from "../../base/index.ts";
import type { Json } from "../../base/index.ts";

/** Whether the value is a list. */
export function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}

/** A value as a message shows it: a text as it is, anything else as JSON. */
export function textOf(value: Json): string {
  return typeof value === "string" ? value : writeJson(value);
}
