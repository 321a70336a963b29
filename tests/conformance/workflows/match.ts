import { createHash } from "node:crypto";
import { Float, isMap, writeJson, type Json, type JsonMap } from "../../../src/core/base/index.ts";

const uuid = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;
const time = /20[2-9]\d-\d\d-\d\d[ T]\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|\+00:00)?/g;
/** Members that hold users' data, which the recording shortens where it is large. */
const data = new Set(["input", "output", "params", "published", "published_global", "result"]);
/** Lists whose order means nothing. */
const multisets = new Set(["tasks", "action_executions", "workflow_executions", "triggered_by"]);

/**
 * Compares what was seen with what was recorded.
 *
 * @returns where they differ first and how, or undefined when they agree
 */
export function differenceOf(expected: Json, actual: Json): string | undefined {
  return compare(expected, normalise(actual), "");
}

function compare(expected: Json, actual: Json, path: string): string | undefined {
  if (isMap(expected)) {
    if (Object.hasOwn(expected, "$any")) return undefined;
    if (Object.hasOwn(expected, "$refused")) return compareRefusal(actual, path);
    if (Object.hasOwn(expected, "$re")) return compareText(expected["$re"] as string, actual, path);
    if (!isMap(actual)) return describe(expected, actual, path);
    return compareMaps(expected, actual, path);
  }
  if (Array.isArray(expected)) {
    if (!Array.isArray(actual) || expected.length !== actual.length) return describe(expected, actual, path);
    return multisets.has(path.split(".").at(-1) ?? "")
      ? compareMultisets(expected, actual, path)
      : first(expected.map((item: Json, i) => compare(item, (actual as Json[])[i] ?? null, `${path}.${i}`)));
  }
  if (expected instanceof Float) {
    return actual instanceof Float && actual.value === expected.value ? undefined : describe(expected, actual, path);
  }
  return Object.is(expected, actual) ? undefined : describe(expected, actual, path);
}

function compareMaps(expected: JsonMap, actual: JsonMap, path: string): string | undefined {
  const keys = new Set([...Object.keys(expected), ...Object.keys(actual)]);
  return first(
    [...keys].map((key) => {
      if (!Object.hasOwn(expected, key)) return `${path}.${key}: not expected: ${writeJson(actual[key] ?? null)}`;
      if (!Object.hasOwn(actual, key)) return `${path}.${key}: missing, expected ${writeJson(expected[key] ?? null)}`;
      return compare(expected[key] ?? null, actual[key] ?? null, `${path}.${key}`);
    }),
  );
}

function compareMultisets(expected: readonly Json[], actual: readonly Json[], path: string): string | undefined {
  const left = [...actual];
  for (const item of expected) {
    const at = left.findIndex((other) => compare(item, other, path) === undefined);
    if (at >= 0) left.splice(at, 1);
    else {
      const best = left.find((other) => nameOf(other) === nameOf(item)) ?? left[0] ?? null;
      return compare(item, best, `${path}[${nameOf(item)}]`);
    }
  }
  return undefined;
}

function nameOf(value: Json): string {
  return isMap(value) ? ((value["name"] ?? value["task"] ?? value["workflow_name"]) as string) : "";
}

function compareText(pattern: string, actual: Json, path: string): string | undefined {
  const matches = typeof actual === "string" && new RegExp(pattern).test(actual);
  return matches ? undefined : `${path}: expected text like ${pattern}, got ${writeJson(actual)}`;
}

/** Where Mistral fails with an internal error, any refusal is right. */
function compareRefusal(status: Json, path: string): string | undefined {
  return Number(status) >= 400 ? undefined : `${path}: expected a refusal, got ${writeJson(status)}`;
}

function first(results: readonly (string | undefined)[]): string | undefined {
  return results.find((result) => result !== undefined);
}

function describe(expected: Json, actual: Json, path: string): string {
  return `${path}: expected ${writeJson(expected)}, got ${writeJson(actual)}`;
}

/** Takes what differs from run to run out of a value, as the recording did. */
function normalise(value: Json): Json {
  if (typeof value === "string") return normaliseText(value);
  if (typeof value !== "object" || value === null || value instanceof Float) return value;
  return Array.isArray(value)
    ? value.map((item: Json) => normalise(item))
    : Object.fromEntries(Object.entries(value).map(([key, item]) => [normaliseText(key), normaliseMember(key, item)]));
}

function normaliseMember(key: string, item: Json): Json {
  const plain = normalise(item);
  return data.has(key) && typeof plain === "object" && plain !== null && !(plain instanceof Float)
    ? shorten(plain)
    : plain;
}

function normaliseText(text: string): string {
  const replaced = text
    .replaceAll(uuid, "<uuid>")
    .replaceAll(time, "<time>")
    .replaceAll(/idx=\d+/g, "idx=<n>");
  const sorted = replaced.replaceAll(
    /(?: {4}\[[a-z]+_ex_id=<uuid>, idx=<n>\]: [^\n]*\n){2,}/g,
    (lines) => `${lines.slice(0, -1).split("\n").toSorted().join("\n")}\n`,
  );
  const length = [...sorted].length;
  return length > 3000 ? (longText(sorted, length) as unknown as string) : sorted;
}

function longText(text: string, length: number): JsonMap {
  return { $long: { length, sha256: createHash("sha256").update(text).digest("hex") } };
}

function shorten(value: Json): Json {
  const text = pythonJson(value);
  if (text.length <= 20_000) return value;
  const isList = Array.isArray(value);
  const size = isList ? value.length : Object.keys(value as JsonMap).length;
  const sha256 = createHash("sha256").update(text).digest("hex");
  return { $large: { type: isList ? "list" : "dict", size, sha256 } };
}

/** JSON with sorted keys and Python's separators. */
function pythonJson(value: Json): string {
  if (Array.isArray(value)) return `[${value.map((item: Json) => pythonJson(item)).join(", ")}]`;
  if (!isMap(value)) return writeJson(value);
  const entries = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, item]) => `${JSON.stringify(key)}: ${pythonJson(item)}`).join(", ")}}`;
}
