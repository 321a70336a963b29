import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { isMap } from "../../../src/core/base/index.ts";
import type { Json, JsonMap } from "../../../src/core/base/index.ts";
import { parseYaml } from "../../../src/core/language/index.ts";

const folder = join(import.meta.dirname, "../../conformance/cases/inheritance");

/** The recorded cases; the README beside them says what their members mean. */
export function readCases(): JsonMap[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith(".yaml"))
    .map((name) => map(parseYaml(readFileSync(join(folder, name), "utf8")).value));
}

/** A map as a map; empty for anything else. */
export function map(value: Json | undefined): JsonMap {
  return value !== undefined && isMap(value) ? value : {};
}

/** A text as a text; empty for anything else. */
export function text(value: Json | undefined): string {
  return typeof value === "string" ? value : "";
}

/** A list as a list; empty for anything else. */
export function list(value: Json | undefined): readonly Json[] {
  return Array.isArray(value) ? (value as readonly Json[]) : [];
}

/** The maps in a list. */
export function maps(value: Json | undefined): JsonMap[] {
  return list(value).filter((item) => isMap(item));
}
