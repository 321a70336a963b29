import { isMap } from "../../base/index.ts";
import type { Json } from "../../base/index.ts";
import type { ParameterSpec } from "../spec.ts";

/**
 * Reads the declared inputs of a workflow or an action. A name that is declared twice keeps its first place; the last
 * declaration counts.
 *
 * @param input a list of names and one-key maps of name and default
 */
export function buildParameters(input: Json | undefined): ParameterSpec[] {
  const found = new Map<string, ParameterSpec>();
  for (const entry of Array.isArray(input) ? input : []) {
    if (typeof entry === "string") found.set(entry, { name: entry, required: true, default: null });
    if (!isMap(entry)) continue;
    for (const [name, value] of Object.entries(entry)) found.set(name, { name, required: false, default: value });
  }
  return [...found.values()];
}
