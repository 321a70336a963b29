import { Float } from "../../../base/index.ts";
import type { Json } from "../../../base/index.ts";
import { typeError } from "./error.ts";

/**
 * A value while an expression is evaluated.
 *
 * Workflow data comes in as plain JSON and is used in place. A JavaScript array is the *default sequence* of the language
 * that evaluates (see {@link ArrayKind}); a plain object is a dict with string keys, never mutated. Whatever JSON has no
 * form for is a {@link PyObject}.
 */
export type Value = null | boolean | number | bigint | Float | string | readonly Value[] | PyObject | ValueMap;

/** A plain object: a dict whose keys are all strings. */
export interface ValueMap {
  readonly [key: string]: Value;
}

/** An integer or a float; a `number` is an integer exactly when it has no fraction (see core/base). */
export type Num = number | bigint | Float;

/**
 * What a JavaScript array stands for: YAQL turns all data into tuples, Jinja leaves them lists. The other kind of sequence
 * is a class (`PyList` in YAQL, `PyTuple` in Jinja).
 */
export type ArrayKind = "tuple" | "list";

/** A key that a JavaScript Map tells apart exactly where Python's equality does. */
export type HashKey = string | number | bigint | null | PyObject;

/**
 * Every value that JSON has no form for: mutable containers, sets, iterators, dates, regular expressions, and what a
 * language adds (Markup, Undefined, contexts).
 *
 * The methods are what Python's data model asks of a class; each default is that of Python's `object`.
 */
export abstract class PyObject {
  /** The name of the Python class, as error texts show it (`datetime.datetime`, `generator` ...). */
  abstract get pyType(): string;

  /** The text of a class that is a `str` (Jinja's Markup); undefined for every other. */
  get text(): string | undefined {
    return undefined;
  }

  repr(_arrays: ArrayKind): string {
    return `<${this.pyType} object>`;
  }

  str(arrays: ArrayKind): string {
    return this.repr(arrays);
  }

  isTrue(): boolean {
    return true;
  }

  equals(other: Value): boolean {
    return this === other;
  }

  /** @throws PyError TypeError when the class is not hashable */
  hashKey(_arrays: ArrayKind): HashKey {
    return this;
  }

  /**
   * The form in which Mistral stores the value.
   *
   * @param convert converts the members
   * @throws PyError when it cannot be stored
   */
  json(_convert: (member: Value) => Json): Json {
    throw typeError(`Object of type ${this.pyType} is not JSON serializable`);
  }
}

/** Whether the value is an int; a bool is not (Python's `isinstance` would say it is). */
export function isInt(value: unknown): value is number | bigint {
  return Number.isInteger(value) || typeof value === "bigint";
}

/** Whether the value is a float. */
export function isFloat(value: unknown): value is number | Float {
  return typeof value === "number" ? !Number.isInteger(value) : value instanceof Float;
}

/** Whether the value is an int or a float, but no bool. */
export function isNumber(value: unknown): value is Num {
  return typeof value === "number" || typeof value === "bigint" || value instanceof Float;
}

/** Whether the value is a JavaScript array, the default sequence of the language. */
export function isArray(value: Value): value is readonly Value[] {
  return Array.isArray(value);
}

/** Whether the value is a dict that came as JSON data (a `PyDict` is none). */
export function isPlainMap(value: Value): value is ValueMap {
  return (
    typeof value === "object" &&
    value !== null &&
    !Array.isArray(value) &&
    !(value instanceof PyObject) &&
    !(value instanceof Float)
  );
}
