import { Float, isMap } from "../../base/index.ts";
import type { Json } from "../../base/index.ts";
import { pythonRepr } from "../../expressions/index.ts";
import type { Fault, Keyword } from "./fault.ts";

export type TypeName = "object" | "array" | "string" | "integer" | "number" | "boolean" | "null";

/** Says what is wrong with a value; the paths in the faults begin at the value. */
export type Rule = (value: Json, schema: Schema) => readonly Fault[];

/** Rules in the order in which they are tried, which decides between equally grave faults. */
export interface Schema {
  readonly type: TypeName | undefined;
  readonly rules: readonly Rule[];
  /** What is wanted, in words: ends the sentence "Expected ...". */
  readonly expects: string | undefined;
}

const none: readonly Fault[] = [];

/**
 * A schema.
 *
 * @param type the only type that is allowed; undefined for any
 * @param rules further rules, in order
 * @param expects what is wanted, in words
 */
export function schema(type: TypeName | undefined, rules: readonly Rule[], expects?: string): Schema {
  return { type, rules: type === undefined ? rules : [typeRule(type), ...rules], expects };
}

/** All faults of a value, none when it fits. */
export function faultsOf(value: Json, of: Schema): readonly Fault[] {
  let faults = none;
  for (const rule of of.rules) {
    const found = rule(value, of);
    if (found.length > 0) faults = faults.length === 0 ? found : [...faults, ...found];
  }
  return faults;
}

/** One fault of a value. */
export function fault(
  keyword: Keyword,
  say: () => string,
  value: Json,
  { type, expects }: Schema,
  context: readonly Fault[] = none,
): readonly Fault[] {
  const hasType = type !== undefined && hasTypeOf(value, type);
  return [{ keyword, say, path: [], hasType, expects, context }];
}

/** The faults of a part of a value, seen from the whole. */
export function faultsUnder(step: string | number, value: Json, of: Schema, whole: Schema): readonly Fault[] {
  const faults = faultsOf(value, of);
  if (faults.length === 0) return none;
  return faults.map((fault) => ({
    ...fault,
    path: [step, ...fault.path],
    expects: fault.expects ?? whole.expects,
  }));
}

/** Whether a value has a type of JSON Schema: a float with a whole value counts as an integer. */
function hasTypeOf(value: Json, type: TypeName): boolean {
  switch (type) {
    case "object":
      return isMap(value);
    case "array":
      return Array.isArray(value);
    case "integer":
      return (
        typeof value === "bigint" || value instanceof Float || (typeof value === "number" && Number.isInteger(value))
      );
    case "number":
      return typeof value === "number" || typeof value === "bigint" || value instanceof Float;
    case "null":
      return value === null;
    case "string":
    case "boolean":
      return typeof value === type;
  }
}

function typeRule(type: TypeName): Rule {
  return (value, schema) =>
    hasTypeOf(value, type) ? none : fault("type", () => `${pythonRepr(value)} is not of type '${type}'`, value, schema);
}
