import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { isMap } from "../../src/core/base/index.ts";
import type { Json, JsonMap } from "../../src/core/base/index.ts";
import { parseYaml } from "../../src/core/language/index.ts";

/** A recorded case of inheritance that is told by documents; see the README beside the cases. */
export interface InheritanceCase {
  readonly id: string;
  readonly documents: readonly { readonly text: string; readonly isWorkbook: boolean; readonly namespace: string }[];
  readonly errors: readonly JsonMap[];
  readonly flattened: JsonMap;
  readonly isOrdered: boolean;
  readonly warnings: readonly JsonMap[] | undefined;
  readonly provenance: JsonMap;
  readonly conforms: readonly JsonMap[];
}

/** Steps in the life of a hierarchy, each with what is to be seen right after it. */
export interface LifeCase {
  readonly id: string;
  readonly steps: readonly LifeStep[];
}

export interface LifeStep {
  readonly op: string;
  readonly resource: string;
  readonly text: string;
  readonly workflow: string;
  readonly parents: JsonMap;
  readonly query: JsonMap;
  readonly expect: JsonMap;
}

const folder = join(import.meta.dirname, "cases", "inheritance");

/** Reads the recorded cases with documents; those with steps need a store. */
export function readInheritanceCases(): InheritanceCase[] {
  return readAll()
    .filter((one) => Object.hasOwn(one, "documents"))
    .map(caseOf);
}

/** Reads the recorded cases with steps. */
export function readLifeCases(): LifeCase[] {
  return readAll()
    .filter((one) => Object.hasOwn(one, "steps"))
    .map((one) => ({ id: text(one["id"]), steps: maps(one["steps"]).map(stepOf) }));
}

function readAll(): JsonMap[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith(".yaml"))
    .map((name) => map(parseYaml(readFileSync(join(folder, name), "utf8")).value));
}

function stepOf(step: JsonMap): LifeStep {
  return {
    op: text(step["op"]),
    resource: text(step["resource"]),
    text: text(step["text"]),
    workflow: text(step["workflow"]),
    parents: map(step["parents"]),
    query: map(step["query"]),
    expect: map(step["expect"]),
  };
}

function caseOf(one: JsonMap): InheritanceCase {
  const expected = map(one["expect"]);
  return {
    id: text(one["id"]),
    documents: maps(one["documents"]).map((document) => ({
      text: text(document["text"]),
      isWorkbook: document["workbook"] === true,
      namespace: text(document["namespace"]),
    })),
    errors: maps(expected["errors"]),
    flattened: map(expected["flattened"]),
    isOrdered: expected["order"] !== false,
    warnings: Object.hasOwn(expected, "warnings") ? maps(expected["warnings"]) : undefined,
    provenance: map(expected["provenance"]),
    conforms: maps(expected["conforms"]),
  };
}

/** A map as a map; empty for anything else. */
export function map(value: Json | undefined): JsonMap {
  return value !== undefined && isMap(value) ? value : {};
}

/** A text as a text; empty for anything else. */
export function text(value: Json | undefined): string {
  return typeof value === "string" ? value : "";
}

/** The maps in a list. */
export function maps(value: Json | undefined): JsonMap[] {
  return Array.isArray(value) ? value.filter((item: Json) => isMap(item)) : [];
}
