import { Float, type Json } from "../../base/index.ts";

/** How Python prints the class of a value: `<class 'list'>`. */
export function pythonClass(value: Json): string {
  return `<class '${className(value)}'>`;
}

function className(value: Json): string {
  if (value === null) return "NoneType";
  if (typeof value === "boolean") return "bool";
  if (typeof value === "string") return "str";
  if (typeof value === "bigint") return "int";
  if (typeof value === "number") return Number.isInteger(value) ? "int" : "float";
  if (value instanceof Float) return "float";
  return Array.isArray(value) ? "list" : "dict";
}
