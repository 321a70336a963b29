import { writeJson } from "../../base/index.ts";
import type { Json } from "../../base/index.ts";
import { put } from "../map.ts";
import { YamlFailure } from "./failure.ts";
import type { Entry, ListNode, MapNode, Node, ScalarNode } from "./node.ts";
import { describeDate, readBool, readFloat, readInt, typeOf } from "./scalar.ts";
import type { Path } from "./path.ts";

const standard = "tag:yaml.org,2002:";

/** A key that is text in JSON but was another value in the YAML (`1:`, `on:`, `null:`). */
export interface ForeignKey {
  /** Path of the map, then the key as text. */
  readonly path: Path;
  /** The key as Python prints it. */
  readonly written: string;
}

/** Something in a document that is more than its value. */
export interface Finding {
  readonly kind: "duplicate key" | "date";
  readonly path: Path;
  readonly node: Node;
  /** The key, or the date as Python prints it. */
  readonly text: string;
}

export interface Construction {
  readonly value: Json;
  readonly foreignKeys: readonly ForeignKey[];
  readonly findings: readonly Finding[];
}

/**
 * Makes the value of a document.
 *
 * @param root its root
 * @throws YamlFailure for what has no JSON: an unknown tag, a key that is no scalar, bytes, sets
 */
export function construct(root: Node): Construction {
  const constructor = new Constructor();
  const value = constructor.value(root);
  return { value, foreignKeys: constructor.foreignKeys, findings: constructor.findings };
}

/**
 * The entries of a map with those of its `<<` merged in: merged ones come first, and later ones win.
 *
 * @param map a map of the document
 */
export function entriesOf(map: MapNode): readonly Entry[] {
  if (!map.entries.some(({ key }) => isMergeKey(key))) return map.entries;
  const merged = map.entries.filter(({ key }) => isMergeKey(key)).flatMap(({ value }) => mergedEntries(map, value));
  return [...merged, ...ownEntries(map)];
}

function ownEntries(map: MapNode): readonly Entry[] {
  return map.entries.filter(({ key }) => !isMergeKey(key));
}

function mergedEntries(map: MapNode, value: Node): readonly Entry[] {
  if (value.kind === "map") return entriesOf(value);
  if (value.kind === "scalar") return noMerge(map, value, "a mapping or list of mappings");
  return value.items
    .toReversed()
    .flatMap((item) => (item.kind === "map" ? entriesOf(item) : noMerge(map, item, "a mapping")));
}

function noMerge(map: MapNode, value: Node, expected: string): never {
  const found = value.kind === "list" ? "sequence" : "scalar";
  return fail(`expected ${expected} for merging, but found ${found}`, value.start, map);
}

function isMergeKey(key: Node): boolean {
  return key.kind === "scalar" && key.isPlain && key.tag === undefined && key.value === "<<";
}

/**
 * The text of a key in JSON.
 *
 * @param key a scalar key
 */
export function keyText(key: ScalarNode): string {
  const value = scalarValue(key, true);
  return typeof value === "string" ? value : writeJson(value);
}

class Constructor {
  readonly foreignKeys: ForeignKey[] = [];
  readonly findings: Finding[] = [];
  readonly #path: (string | number)[] = [];

  value(node: Node): Json {
    if (node.kind === "scalar") return this.#scalar(node);
    const type = node.tag?.startsWith(standard) === true ? node.tag.slice(standard.length) : node.tag;
    if (node.kind === "list") {
      if (type === undefined || type === "seq") return this.#list(node);
      if (type === "omap" || type === "pairs") return node.items.map((item) => this.#pair(item, node));
    } else if (type === undefined || type === "map") {
      return this.#map(node);
    }
    return failTag(node);
  }

  #scalar(node: ScalarNode): Json {
    const value = scalarValue(node, false);
    if (value !== undefined) return value;
    const text = describeDate(node.value);
    this.findings.push({ kind: "date", path: [...this.#path], node, text });
    return node.value;
  }

  #list(node: ListNode): Json {
    return node.items.map((item, index) => this.#under(index, item));
  }

  #pair(item: Node, list: ListNode): Json {
    const entry = item.kind === "map" && item.entries.length === 1 ? item.entries[0] : undefined;
    if (entry === undefined) return fail("expected a mapping of length 1", item.start, list);
    return [this.value(entry.key), this.value(entry.value)];
  }

  #map(node: MapNode): Json {
    const map: Record<string, Json> = {};
    const own = new Set<string>();
    const entries = entriesOf(node);
    const mergedCount = entries === node.entries ? 0 : entries.length - ownEntries(node).length;
    for (const [index, { key, value }] of entries.entries()) {
      if (key.kind !== "scalar") return fail("found unhashable key", key.start, node);
      const text = keyText(key);
      if (own.has(text)) this.findings.push({ kind: "duplicate key", path: [...this.#path, text], node: key, text });
      if (index >= mergedCount) own.add(text);
      this.#noteForeignKey(key, text);
      put(map, text, this.#under(text, value));
    }
    return map;
  }

  #under(step: string | number, node: Node): Json {
    this.#path.push(step);
    const value = this.value(node);
    this.#path.pop();
    return value;
  }

  #noteForeignKey(key: ScalarNode, text: string): void {
    const value = scalarValue(key, true);
    if (typeof value === "string") return;
    const written = value === null ? "None" : text.replace(/^[tf](?=rue$|alse$)/, (first) => first.toUpperCase());
    this.foreignKeys.push({ path: [...this.#path, text], written });
  }
}

/** Undefined for a date. */
function scalarValue(node: ScalarNode, isKey: false): Json | undefined;
function scalarValue(node: ScalarNode, isKey: true): Json;
function scalarValue(node: ScalarNode, isKey: boolean): Json | undefined {
  const { tag, value } = node;
  if (tag === undefined && !node.isPlain) return value;
  if (tag !== undefined && !tag.startsWith(standard)) return failTag(node);
  const type = tag === undefined ? typeOf(value) : tag.slice(standard.length);
  switch (type) {
    case "str":
      return value;
    case "null":
      return null;
    case "bool":
      return readBool(value) ?? failValue(node, type);
    case "int":
      return readInt(value) ?? failValue(node, type);
    case "float":
      return readFloat(value) ?? failValue(node, type);
    case "timestamp":
      return isKey ? failValue(node, "key") : undefined;
    case "value":
      if (isKey && tag === undefined) return value;
      return failTag(node, type);
    default:
      return failTag(node, type);
  }
}

function failTag(node: Node, type?: string): never {
  const tag = type === undefined ? node.tag : standard + type;
  throw new YamlFailure({ text: `could not determine a constructor for the tag '${tag}'`, offset: node.start });
}

function failValue(node: ScalarNode, type: string): never {
  throw new YamlFailure({ text: `'${node.value}' is no ${type}`, offset: node.start });
}

function fail(text: string, offset: number, map: Node): never {
  throw new YamlFailure({ text, offset }, { text: "while constructing a mapping", offset: map.start });
}
