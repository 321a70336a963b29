import { Float } from "../../../base/index.ts";
import { isArray, PyObject } from "./value.ts";
import type { ArrayKind, Value } from "./value.ts";

/**
 * The name of a value's Python class, as `type(value).__name__` gives it.
 *
 * @param arrays what a JavaScript array is called
 */
export function typeName(value: Value, arrays: ArrayKind): string {
  switch (typeof value) {
    case "string":
      return "str";
    case "boolean":
      return "bool";
    case "number":
      return Number.isInteger(value) ? "int" : "float";
    case "bigint":
      return "int";
    default:
      if (value === null) return "NoneType";
      if (isArray(value)) return arrays;
      if (value instanceof PyObject) return value.pyType;
      return value instanceof Float ? "float" : "dict";
  }
}
