import { Float } from "../../../base/index.ts";
import { PyDict } from "../containers/dict.ts";
import { PyList, PyTuple } from "../containers/sequence.ts";
import { PyDate } from "../dates/date.ts";
import { PyDateTime } from "../dates/datetime.ts";
import { floatText } from "../numbers/float-text.ts";
import { intText } from "../numbers/parse.ts";
import { compare } from "../protocol/ordering.ts";
import { pyRepr } from "../protocol/repr.ts";
import { PyError } from "../values/error.ts";
import { isArray, isPlainMap, PyObject } from "../values/value.ts";
import type { ArrayKind, Value } from "../values/value.ts";
import { plainTag } from "./resolve.ts";

/** A value as YAML sees it. */
export type YamlNode = YamlScalar | YamlSequence | YamlMapping;

export interface YamlScalar {
  readonly kind: "scalar";
  readonly text: string;
  /** Whether the text without quotes reads back as the value. */
  readonly canBePlain: boolean;
}

export interface YamlSequence {
  readonly kind: "sequence";
  readonly items: readonly YamlNode[];
}

export interface YamlMapping {
  readonly kind: "mapping";
  readonly entries: readonly (readonly [YamlNode, YamlNode])[];
}

/**
 * Turns values into nodes; the same container, met again, becomes the same node.
 *
 * @throws PyError RepresenterError for a set, an iterator and whatever else PyYAML's safe dumper refuses
 */
export class Representer {
  private readonly arrays: ArrayKind;
  private readonly known = new Map<Value, YamlNode>();

  constructor(arrays: ArrayKind) {
    this.arrays = arrays;
  }

  node(value: Value): YamlNode {
    switch (typeof value) {
      case "string":
        return { kind: "scalar", text: value, canBePlain: plainTag(value) === "str" };
      case "boolean":
        return plain(String(value));
      case "number":
        return plain(Number.isInteger(value) ? String(value) : yamlFloat(value));
      case "bigint":
        return plain(intText(value));
      default:
        if (value === null) return plain("null");
        if (value instanceof Float) return plain(yamlFloat(value.value));
    }
    const before = this.known.get(value);
    if (before !== undefined) return before;
    const node = this.container(value);
    if (!(isArray(value) && value.length === 0 && this.arrays === "tuple")) this.known.set(value, node);
    return node;
  }

  private container(value: Value): YamlNode {
    if (isArray(value)) return this.sequence(value);
    if (value instanceof PyList || value instanceof PyTuple) return this.sequence(value.items);
    if (value instanceof PyDict) return this.mapping([...value.entries()]);
    if (value instanceof PyDateTime) return plain(value.isoText(" "));
    if (value instanceof PyDate) return plain(value.str());
    if (isPlainMap(value)) return this.mapping(Object.entries(value));
    if (value instanceof PyObject && value.text !== undefined) return this.node(value.text);
    throw new PyError("RepresenterError", `('cannot represent an object', ${pyRepr(value, this.arrays)})`);
  }

  private sequence(items: readonly Value[]): YamlNode {
    return { kind: "sequence", items: items.map((item) => this.node(item)) };
  }

  private mapping(entries: readonly (readonly [Value, Value])[]): YamlNode {
    return {
      kind: "mapping",
      entries: this.sorted(entries).map(([key, value]) => [this.node(key), this.node(value)] as const),
    };
  }

  /** By key, where the keys have an order. */
  private sorted(entries: readonly (readonly [Value, Value])[]): readonly (readonly [Value, Value])[] {
    try {
      return entries.toSorted(([a], [b]) => compare(a, b, "<", this.arrays));
    } catch (error) {
      if (error instanceof PyError) return entries;
      throw error;
    }
  }
}

function plain(text: string): YamlScalar {
  return { kind: "scalar", text, canBePlain: true };
}

/** PyYAML puts a point in front of an exponent, since `1e+16` is no float in YAML 1.1. */
function yamlFloat(value: number): string {
  if (Number.isNaN(value)) return ".nan";
  if (!Number.isFinite(value)) return value > 0 ? ".inf" : "-.inf";
  const text = floatText(value);
  return text.includes(".") ? text : text.replace("e", ".0e");
}
