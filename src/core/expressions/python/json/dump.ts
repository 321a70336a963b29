import { Float } from "../../../base/index.ts";
import { jsonKey, PyDict } from "../containers/dict.ts";
import { PyList, PyTuple } from "../containers/sequence.ts";
import { floatText } from "../numbers/float-text.ts";
import { intText } from "../numbers/parse.ts";
import { compare } from "../protocol/ordering.ts";
import { pyRepr } from "../protocol/repr.ts";
import { quoteJson } from "./quote-json.ts";
import { typeError } from "../values/error.ts";
import type { Meter } from "../values/meter.ts";
import { isArray, isPlainMap, PyObject } from "../values/value.ts";
import type { ArrayKind, Value } from "../values/value.ts";

/** How a value is written as JSON. */
export interface JsonStyle {
  /** Blanks for each level; null for one line with `, ` and `: `. */
  readonly indent: number | null;
  readonly sortKeys: boolean;
  /**
   * Whether classes beyond JSON are written as `oslo.serialization` does it (sets and iterators as arrays, datetimes as
   * text) or refused, as Python's own json module does.
   */
  readonly acceptsObjects: boolean;
  readonly arrays: ArrayKind;
  readonly meter: Meter;
}

/** oslo gives up on frozen dicts nested deeper than this, and writes null in their place. */
const frozenDepth = 3;

/**
 * Python's `json.dumps(value)`: ASCII only, `NaN` and `Infinity` bare, insertion order unless sorted.
 *
 * @throws PyError TypeError for a class or a key that JSON has no form for, ValueError for a timespan or date
 */
export function dumpJson(value: Value, style: JsonStyle): string {
  return new JsonWriter(style).write(value, "\n", 0);
}

class JsonWriter {
  private readonly style: JsonStyle;
  private readonly step: string;
  private readonly comma: string;
  private written = 0;

  constructor(style: JsonStyle) {
    this.style = style;
    this.step = style.indent === null ? "" : " ".repeat(style.indent);
    this.comma = style.indent === null ? ", " : ",";
  }

  /**
   * @param lineStart the line break and blanks of the level that the value stands in
   * @param level how many frozen dicts are around it
   */
  write(value: Value, lineStart: string, level: number): string {
    const text = this.text(value, lineStart, level);
    this.written += lineStart.length + (typeof value === "object" && value !== null ? 2 : text.length);
    this.style.meter.size(this.written);
    this.style.meter.step();
    return text;
  }

  private text(value: Value, lineStart: string, level: number): string {
    switch (typeof value) {
      case "string":
        return quoteJson(value);
      case "boolean":
        return value ? "true" : "false";
      case "number":
        return Number.isInteger(value) ? String(value) : numberToken(value);
      case "bigint":
        return intText(value);
      default:
        if (value === null) return "null";
        if (value instanceof Float) return numberToken(value.value);
    }
    if (isArray(value)) return this.list(value, lineStart, level);
    if (value instanceof PyList || value instanceof PyTuple) return this.list(value.items, lineStart, level);
    if (value instanceof PyDict) return this.dict([...value.entries()], value.frozen, lineStart, level);
    if (isPlainMap(value)) return this.dict(Object.entries(value), this.style.arrays === "tuple", lineStart, level);
    return this.object(value, lineStart, level);
  }

  private object(value: PyObject, lineStart: string, level: number): string {
    if (value.text !== undefined) return quoteJson(value.text);
    if (!this.style.acceptsObjects) throw typeError(`Object of type ${value.pyType} is not JSON serializable`);
    const members: Value[] = [];
    const form = value.json((member) => {
      members.push(member);
      return null;
    });
    return isArray(form) ? this.list(members, lineStart, level) : this.text(form, lineStart, level);
  }

  private list(items: readonly Value[], lineStart: string, level: number): string {
    if (items.length === 0) return "[]";
    const inner = this.style.indent === null ? "" : lineStart + this.step;
    const parts = items.map((item) => inner + this.write(item, inner, level));
    return `[${parts.join(this.comma)}${this.style.indent === null ? "" : lineStart}]`;
  }

  private dict(
    entries: readonly (readonly [Value, Value])[],
    frozen: boolean,
    lineStart: string,
    level: number,
  ): string {
    if (frozen && level >= frozenDepth) return "null";
    if (entries.length === 0) return "{}";
    const { arrays, indent, sortKeys } = this.style;
    if (frozen && entries.some(([key]) => isContainer(key))) {
      return quoteJson(pyRepr(new PyDict(arrays, entries), arrays));
    }
    const ordered = sortKeys ? entries.toSorted(([a], [b]) => compare(a, b, "<", arrays)) : entries;
    const inner = indent === null ? "" : lineStart + this.step;
    const innerLevel = frozen ? level + 1 : level;
    const parts = ordered.map(
      ([key, value]) => `${inner}${quoteJson(jsonKey(key, arrays))}: ${this.write(value, inner, innerLevel)}`,
    );
    return `{${parts.join(this.comma)}${indent === null ? "" : lineStart}}`;
  }
}

function isContainer(key: Value): boolean {
  return isArray(key) || isPlainMap(key) || (key instanceof PyObject && key.text === undefined);
}

function numberToken(value: number): string {
  if (Number.isFinite(value)) return floatText(value);
  return Number.isNaN(value) ? "NaN" : value > 0 ? "Infinity" : "-Infinity";
}
