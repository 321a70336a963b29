import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Json, JsonMap } from "../../src/core/base/index.ts";
import { isMap, parseJson } from "../../src/core/base/index.ts";

/** A recorded expression: what Mistral made of it. */
export interface ExpressionCase {
  readonly id: string;
  readonly tag: string;
  readonly expr: Json;
  readonly isRecursive: boolean;
  readonly data: Json;
  /** Whether the definition's check accepts it; undefined where it was not asked. */
  readonly valid: boolean | undefined;
  /** In the notation of the cases; undefined when it fails. */
  readonly result: Json | undefined;
  /** The class beneath the error; undefined when it does not fail. */
  readonly cause: string | undefined;
}

/**
 * The recorded expressions of a language. Numbers keep their kind.
 *
 * @param language names the file
 */
export function readExpressionCases(language: "yaql" | "jinja"): ExpressionCase[] {
  const file = join(import.meta.dirname, "cases", "expressions", `${language}.jsonl`);
  return readFileSync(file, "utf8")
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => caseOf(parseJson(line) as JsonMap));
}

function caseOf(line: JsonMap): ExpressionCase {
  const fails = Object.hasOwn(line, "error");
  return {
    id: line["id"] as string,
    tag: line["tag"] as string,
    expr: line["expr"] as Json,
    isRecursive: line["mode"] === "recursive",
    data: line["data"] as Json,
    valid: line["valid"] as boolean | undefined,
    result: fails ? undefined : line["result"],
    cause: fails ? (line["cause"] as string) : undefined,
  };
}

/** The differences that are known and why they stay, by id of the case. */
export function readKnownDifferences(): ReadonlyMap<string, string> {
  const file = join(import.meta.dirname, "expression-differences.json");
  const differences = parseJson(readFileSync(file, "utf8"));
  return new Map(isMap(differences) ? (Object.entries(differences) as [string, string][]) : []);
}
