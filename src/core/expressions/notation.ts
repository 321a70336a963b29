import { Float, integer, type Json } from "../base/index.ts";
import {
  isArray,
  PyDate,
  PyDateTime,
  PyDict,
  PyList,
  PyObject,
  PySet,
  PyTimeDelta,
  PyTuple,
  type Value,
} from "./python/index.ts";

/**
 * A value of an expression as JSON that says what JSON has no form for, in objects with one key: `{"$set": [...]}`,
 * `{"$datetime": ISO 8601}`, `{"$timespan": microseconds}`, `{"$date": ...}`, `{"$dict": [[key, value], ...]}` when some key is
 * no text, `{"$int": "..."}` beyond 2^53, `{"$float": "nan"}`, and `{"$opaque": class}` for what is no data.
 *
 * @param value what `evaluateValue` returned
 */
export function notationOf(value: Value): Json {
  if (typeof value === "number" && !Number.isFinite(value)) return { $float: floatName(value) };
  if (typeof value === "bigint") return { $int: String(value) };
  if (typeof value !== "object" || value === null || value instanceof Float) return value;
  if (isArray(value)) return value.map(notationOf);
  if (value instanceof PyObject) return objectNotation(value);
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, notationOf(member)]));
}

function objectNotation(value: PyObject): Json {
  if (value.text !== undefined) return value.text;
  if (value instanceof PyList || value instanceof PyTuple) return Array.from(value, notationOf);
  if (value instanceof PySet) return { $set: Array.from(value, notationOf) };
  if (value instanceof PyDateTime) return { $datetime: value.isoText("T") };
  if (value instanceof PyTimeDelta) return { $timespan: integer(value.microseconds) };
  if (value instanceof PyDate) return { $date: value.str() };
  if (value instanceof PyDict) return dictNotation(value);
  return { $opaque: value.pyType };
}

function dictNotation(dict: PyDict): Json {
  const entries = Array.from(dict.entries(), ([key, value]) => [key, notationOf(value)] as const);
  if (entries.every((entry): entry is readonly [string, Json] => typeof entry[0] === "string")) {
    return Object.fromEntries(entries);
  }
  return { $dict: entries.map(([key, value]) => [notationOf(key), value]) };
}

function floatName(value: number): string {
  if (Number.isNaN(value)) return "nan";
  return value > 0 ? "inf" : "-inf";
}
