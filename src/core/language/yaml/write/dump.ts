import { Float, isMap } from "../../../base/index.ts";
import type { Json, JsonMap } from "../../../base/index.ts";
import { pythonText } from "../../../expressions/index.ts";
import { isSimpleKey, styleOf } from "./style.ts";
import type { StyleOptions } from "./style.ts";
import { writeScalar } from "./write-scalar.ts";

type Entries = readonly (readonly [string, Json])[];

interface Layout extends StyleOptions {
  readonly width: number;
  /** Whether a list under a key is moved to the right. */
  readonly isListIndented: boolean;
}

const pyYaml: Layout = { isUnicode: false, hasBlocks: false, width: 80, isListIndented: false };
const readable: Layout = { isUnicode: true, hasBlocks: true, width: Number.POSITIVE_INFINITY, isListIndented: true };

/**
 * Writes YAML as PyYAML's `dump` does with block style and unsorted keys: what Mistral stores for one of several workflows.
 *
 * @param entries the entries of the outermost map, in order
 */
export function dumpYaml(entries: Entries): string {
  return write(entries, pyYaml);
}

/**
 * Writes a map as YAML for people. Texts are quoted only where YAML 1.1 would read them otherwise; the same map always gives
 * the same text, and `parseYaml` reads it back to an equal value.
 *
 * @param value the map
 */
export function renderYaml(value: JsonMap): string {
  return write(Object.entries(value), readable);
}

function write(entries: Entries, layout: Layout): string {
  if (entries.length === 0) return "{}\n";
  return `${writeMap(entries, 0, layout)}\n`;
}

/** Without indentation in front of the first line. */
function writeMap(entries: Entries, indent: number, layout: Layout): string {
  const margin = `\n${" ".repeat(indent)}`;
  return entries.map(([key, value]) => writeEntry(key, value, indent, layout)).join(margin);
}

function writeEntry(key: string, value: Json, indent: number, layout: Layout): string {
  const style = styleOf(key, true, layout);
  const room = { column: indent, indent: indent + 2, width: Number.POSITIVE_INFINITY };
  if (isSimpleKey(key)) {
    const name = writeScalar(key, style, room, layout);
    return `${name}:${writeValue(value, indent, indent + name.length + 1, layout)}`;
  }
  const name = writeText(key, { indent: indent + 2, column: indent + 2, width: layout.width }, layout);
  return `? ${name}\n${" ".repeat(indent)}:${writeInline(value, indent, layout)}`;
}

/** What stands behind `key:`. */
function writeValue(value: Json, indent: number, column: number, layout: Layout): string {
  if (isMap(value) && Object.keys(value).length > 0) {
    return `\n${" ".repeat(indent + 2)}${writeMap(Object.entries(value), indent + 2, layout)}`;
  }
  if (Array.isArray(value) && value.length > 0) {
    const inner = layout.isListIndented ? indent + 2 : indent;
    return `\n${" ".repeat(inner)}${writeList(value, inner, layout)}`;
  }
  return ` ${writeLeaf(value, { indent: indent + 2, column: column + 1, width: layout.width }, layout)}`;
}

/** What stands behind `-` or a `:` on a line of its own. */
function writeInline(value: Json, indent: number, layout: Layout): string {
  if (isMap(value) && Object.keys(value).length > 0) return ` ${writeMap(Object.entries(value), indent + 2, layout)}`;
  if (Array.isArray(value) && value.length > 0) return ` ${writeList(value, indent + 2, layout)}`;
  return ` ${writeLeaf(value, { indent: indent + 2, column: indent + 2, width: layout.width }, layout)}`;
}

function writeList(list: readonly Json[], indent: number, layout: Layout): string {
  return list.map((item) => `-${writeInline(item, indent, layout)}`).join(`\n${" ".repeat(indent)}`);
}

function writeLeaf(value: Json, room: { indent: number; column: number; width: number }, layout: Layout): string {
  if (value === null) return "null";
  if (typeof value === "string") return writeText(value, room, layout);
  if (typeof value === "boolean") return String(value);
  if (typeof value === "number" || typeof value === "bigint" || value instanceof Float) return writeNumber(value);
  return Array.isArray(value) ? "[]" : "{}";
}

function writeText(text: string, room: { indent: number; column: number; width: number }, layout: Layout): string {
  return writeScalar(text, styleOf(text, false, layout), room, layout);
}

/** As Python prints it, but with the point that YAML 1.1 wants in a float. */
function writeNumber(value: number | bigint | Float): string {
  if (typeof value === "number" && !Number.isFinite(value)) return nonFinite(value);
  const text = pythonText(value).toLowerCase();
  return text.includes("e") && !text.includes(".") ? text.replace("e", ".0e") : text;
}

function nonFinite(value: number): string {
  if (Number.isNaN(value)) return ".nan";
  return value > 0 ? ".inf" : "-.inf";
}
