import { Float, isMap } from "../../base/index.ts";
import type { Json } from "../../base/index.ts";
import { pythonRepr } from "../../expressions/index.ts";
import { get } from "../map.ts";
import { suggest } from "../spelling.ts";
import type { Fault } from "./fault.ts";
import { fault, faultsOf, faultsUnder } from "./schema.ts";
import type { Rule, Schema } from "./schema.ts";

const none: readonly Fault[] = [];

export function minLength(length: number): Rule {
  return (value, schema) =>
    typeof value === "string" && value.length < length
      ? fault("minLength", () => `${pythonRepr(value)} is too short`, value, schema)
      : none;
}

/** The pattern is searched, not anchored; `shown` is how it appears in the message. */
export function pattern(expression: RegExp, shown: string): Rule {
  return (value, schema) =>
    typeof value === "string" && !expression.test(value)
      ? fault("pattern", () => `${pythonRepr(value)} does not match ${pythonRepr(shown)}`, value, schema)
      : none;
}

export function minimum(least: number): Rule {
  return (value, schema) => {
    const isLess = value instanceof Float ? value.value < least : isNumber(value) && value < least;
    if (!isLess) return none;
    return fault("minimum", () => `${pythonRepr(value)} is less than the minimum of ${least}`, value, schema);
  };
}

export function oneOfValues(...values: readonly Json[]): Rule {
  return (value, schema) =>
    values.some((allowed) => isEqual(allowed, value))
      ? none
      : fault("enum", () => `${pythonRepr(value)} is not one of ${pythonRepr(values)}`, value, schema);
}

export function items(of: Schema): Rule {
  return (value, schema) =>
    Array.isArray(value) ? value.flatMap((item: Json, index) => faultsUnder(index, item, of, schema)) : none;
}

export function minItems(count: number): Rule {
  return (value, schema) =>
    Array.isArray(value) && value.length < count
      ? fault("minItems", () => `${pythonRepr(value)} is too short`, value, schema)
      : none;
}

export function uniqueItems(): Rule {
  return (value, schema) => {
    if (!Array.isArray(value)) return none;
    const list: readonly Json[] = value;
    const isUnique = list.every((item, index) => list.slice(0, index).every((other) => !isEqual(item, other)));
    return isUnique ? none : fault("uniqueItems", () => `${pythonRepr(value)} has non-unique elements`, value, schema);
  };
}

export function properties(of: ReadonlyMap<string, Schema>): Rule {
  const order = [...of.keys()];
  return (value, schema) => {
    if (!isMap(value)) return none;
    const faults: Fault[] = [];
    for (const key of Object.keys(value)) {
      const part = of.get(key);
      const item = part === undefined ? undefined : get(value, key);
      if (part !== undefined && item !== undefined) faults.push(...faultsUnder(key, item, part, schema));
    }
    if (faults.length < 2) return faults;
    return faults.toSorted((a, b) => order.indexOf(String(a.path[0])) - order.indexOf(String(b.path[0])));
  };
}

/** Every key that matches must have a value that fits; keys that match nothing are not looked at. */
export function patternProperties(of: readonly (readonly [RegExp, Schema])[]): Rule {
  return (value, schema) => {
    if (!isMap(value)) return none;
    return of.flatMap(([expression, part]) =>
      Object.entries(value).flatMap(([key, item]) =>
        expression.test(key) ? faultsUnder(key, item, part, schema) : none,
      ),
    );
  };
}

/** The value of every key but these must fit. */
export function otherProperties(known: readonly string[], of: Schema): Rule {
  return (value, schema) => {
    if (!isMap(value)) return none;
    return Object.entries(value).flatMap(([key, item]) =>
      known.includes(key) ? none : faultsUnder(key, item, of, schema),
    );
  };
}

export function noOtherProperties(known: ReadonlyMap<string, Schema>): Rule {
  return (value, schema) => {
    if (!isMap(value)) return none;
    const extra = Object.keys(value).filter((key) => !known.has(key));
    if (extra.length === 0) return none;
    const list = extra.toSorted(byCodePoint).map(pythonRepr).join(", ");
    const message = `Additional properties are not allowed (${list} ${extra.length === 1 ? "was" : "were"} unexpected)`;
    const words = extra.map((key) => suggest(key, known.keys())).filter((sentence) => sentence !== "");
    const faults = fault("additionalProperties", () => message, value, { ...schema, expects: words.join(" ") });
    return faults.map((one) => ({ ...one, culprit: extra[0] }));
  };
}

/** Every key must match one of the patterns; `shown` is how they appear in the message. */
export function noUnmatchedProperties(expression: RegExp, shown: readonly string[]): Rule {
  return (value, schema) => {
    if (!isMap(value)) return none;
    const extra = Object.keys(value).filter((key) => !expression.test(key));
    if (extra.length === 0) return none;
    const list = extra.toSorted(byCodePoint).map(pythonRepr).join(", ");
    const verb = extra.length === 1 ? "does" : "do";
    const message = `${list} ${verb} not match any of the regexes: ${shown.map(pythonRepr).join(", ")}`;
    return fault("additionalProperties", () => message, value, schema);
  };
}

export function required(...keys: readonly string[]): Rule {
  return (value, schema) => {
    if (!isMap(value)) return none;
    return keys.flatMap((key) =>
      Object.hasOwn(value, key) ? none : fault("required", () => `'${key}' is a required property`, value, schema),
    );
  };
}

export function minProperties(count: number): Rule {
  return (value, schema) =>
    isMap(value) && Object.keys(value).length < count
      ? fault("minProperties", () => `${pythonRepr(value)} does not have enough properties`, value, schema)
      : none;
}

export function maxProperties(count: number): Rule {
  return (value, schema) =>
    isMap(value) && Object.keys(value).length > count
      ? fault("maxProperties", () => `${pythonRepr(value)} has too many properties`, value, schema)
      : none;
}

export function anyOf(...alternatives: readonly Schema[]): Rule {
  return (value, schema) => {
    const context: Fault[] = [];
    for (const alternative of alternatives) {
      const found = faultsOf(value, alternative);
      if (found.length === 0) return none;
      context.push(...found);
    }
    return fault("anyOf", () => fitsNone(value), value, schema, context);
  };
}

export function oneOf(...alternatives: readonly Schema[]): Rule {
  return (value, schema) => {
    const results = alternatives.map((alternative) => faultsOf(value, alternative));
    const fitting = alternatives.filter((_, index) => results[index]?.length === 0);
    if (fitting.length === 1) return none;
    if (fitting.length === 0) return fault("oneOf", () => fitsNone(value), value, schema, results.flat());
    const names = [...fitting.slice(1), ...fitting.slice(0, 1)].map(({ expects }) => expects ?? "?").join(", ");
    return fault("oneOf", () => `${pythonRepr(value)} is valid under each of ${names}`, value, schema);
  };
}

function fitsNone(value: Json): string {
  return `${pythonRepr(value)} is not valid under any of the given schemas`;
}

function isNumber(value: Json): value is number | bigint {
  return typeof value === "number" || typeof value === "bigint";
}

function byCodePoint(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

/** Equality as jsonschema sees it: 1 and 1.0 are equal, 1 and true are not. */
function isEqual(a: Json, b: Json): boolean {
  if (a instanceof Float) return isEqual(a.value, b);
  if (b instanceof Float) return isEqual(a, b.value);
  if (Array.isArray(a) && Array.isArray(b)) {
    return a.length === b.length && a.every((item: Json, index) => isEqual(item, b[index] as Json));
  }
  if (isMap(a) && isMap(b)) {
    const keys = Object.keys(a);
    return keys.length === Object.keys(b).length && keys.every((key) => isEqualUnder(a[key], get(b, key)));
  }
  return a === b;
}

function isEqualUnder(a: Json | undefined, b: Json | undefined): boolean {
  return a !== undefined && b !== undefined && isEqual(a, b);
}
