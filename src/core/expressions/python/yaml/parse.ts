import { isAlias, isMap, isScalar, isSeq, parseAllDocuments } from "yaml";
import type { Document, Pair, ParsedNode, Scalar, YAMLMap, YAMLParseError, YAMLSeq } from "yaml";
import { PyDict } from "../containers/dict.ts";
import { PyList, PyTuple } from "../containers/sequence.ts";
import { PySet } from "../containers/set.ts";
import { PyError } from "../values/error.ts";
import { PyObject } from "../values/value.ts";
import type { ArrayKind, Value } from "../values/value.ts";
import { plainTag } from "./resolve.ts";
import { readBool, readFloat, readInt, readTimestamp } from "./scalars.ts";

const core = "tag:yaml.org,2002:";
const unprintable = /[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u;

type Node = ParsedNode | null;

/**
 * Python's `yaml.safe_load(text)`: YAML 1.1 (`yes` is true, `017` is 15, `12:30:45` is 45045, dates are dates).
 *
 * @param arrays in YAQL (`tuple`) lists and dicts come out as the mutable classes, in Jinja as plain arrays and objects
 * @returns null for an empty text
 * @throws PyError ScannerError, ComposerError, ConstructorError, ReaderError, ValueError
 */
export function parseYamlText(text: string, arrays: ArrayKind): Value {
  const strange = unprintable.exec(text);
  if (strange !== null) {
    const code = (strange[0].codePointAt(0) ?? 0).toString(16).padStart(4, "0");
    throw new PyError("ReaderError", `unacceptable character #x${code}: special characters are not allowed`);
  }
  const document = singleDocument(text);
  if (document === undefined) return null;
  return new Constructor(text, document, arrays).value(document.contents as Node);
}

function singleDocument(text: string): Document | undefined {
  let documents: readonly Document[];
  try {
    const parsed = parseAllDocuments(text, {
      version: "1.1",
      schema: "failsafe",
      merge: false,
      uniqueKeys: false,
      logLevel: "silent",
      prettyErrors: true,
    });
    documents = Array.isArray(parsed) ? parsed : [];
  } catch (error) {
    if (error instanceof RangeError) throw new PyError("RecursionError", "maximum recursion depth exceeded");
    throw error;
  }
  const [first] = documents;
  const broken = documents.flatMap((document) => document.errors).find((error) => !isAccepted(error, text));
  if (broken !== undefined) throw new PyError("ScannerError", broken.message);
  if (isEmpty(first) && /^(?:%|\.\.\.)/m.test(text) && !/^---/m.test(text)) {
    throw new PyError("ParserError", "expected '<document start>', but found '<stream end>'");
  }
  if (documents.length > 1) throw new PyError("ComposerError", "expected a single document in the stream");
  return first;
}

function isEmpty(document: Document | undefined): boolean {
  const contents = document?.contents ?? null;
  return contents === null || (isScalar(contents) && contents.type === "PLAIN" && contents.source === "");
}

/** What PyYAML does not mind: a closing bracket below its line's indentation, a comment right behind a bracket. */
function isAccepted(error: YAMLParseError, text: string): boolean {
  const isBracket = "]}".includes(text.charAt(error.pos[0]) || " ");
  return (
    (error.code === "BAD_INDENT" && error.message.startsWith("Flow ") && isBracket) ||
    (error.code === "MISSING_CHAR" && error.message.startsWith("Comments "))
  );
}

class Constructor {
  private readonly text: string;
  private readonly document: Document;
  private readonly arrays: ArrayKind;
  /** What the nodes with an anchor became; undefined while they are under construction. */
  private readonly built = new Map<unknown, Value | undefined>();

  constructor(text: string, document: Document, arrays: ArrayKind) {
    this.text = text;
    this.document = document;
    this.arrays = arrays;
  }

  value(node: Node): Value {
    if (node === null) return null;
    if (isAlias(node)) return this.value(this.resolved(node));
    if (this.built.has(node)) {
      const known = this.built.get(node);
      if (known === undefined) throw constructorError("found a value that contains itself");
      return known;
    }
    this.built.set(node, undefined);
    const value = isScalar(node) ? this.scalar(node) : isSeq(node) ? this.sequence(node) : this.mapping(node);
    this.built.set(node, value);
    return value;
  }

  private resolved(node: Node): Node {
    if (!isAlias(node)) return node;
    const target = node.resolve(this.document);
    if (target === undefined) throw new PyError("ComposerError", `found undefined alias '${node.source}'`);
    return target as Node;
  }

  private scalar(node: Scalar.Parsed): Value {
    const text = this.textOf(node);
    const tag = tagOf(node) ?? (node.type === "PLAIN" ? core + plainTag(text) : `${core}str`);
    switch (tag) {
      case `${core}str`:
        return text;
      case `${core}null`:
        return null;
      case `${core}bool`: {
        const value = readBool(text);
        if (value === undefined) throw new PyError("KeyError", `'${text.toLowerCase()}'`);
        return value;
      }
      case `${core}int`:
        return readInt(text);
      case `${core}float`:
        return readFloat(text);
      case `${core}timestamp`:
        return readTimestamp(text);
      default:
        throw unknownTag(tag);
    }
  }

  private textOf(node: Scalar.Parsed): string {
    const text = typeof node.value === "string" ? node.value : (node.source ?? "");
    if (node.type !== "BLOCK_LITERAL" && node.type !== "BLOCK_FOLDED") return text;
    const [start, end] = node.range;
    if (node === this.document.contents && /^[^\n]*\n(?:[ \t]*\n)*[^ \t\n]/.test(this.text.slice(start, end))) {
      throw new PyError("ParserError", "expected '<document start>', but found '<scalar>'");
    }
    // PyYAML takes the last line break from the text, so that there is none where the text ends without.
    return end === this.text.length && !/[\r\n]$/.test(this.text) ? text.replace(/\n$/, "") : text;
  }

  private sequence(node: YAMLSeq.Parsed): Value {
    const tag = tagOf(node);
    if (tag === `${core}omap` || tag === `${core}pairs`) {
      return this.list(node.items.flatMap((item) => this.pairs(item as Node)));
    }
    if (tag !== undefined && tag !== `${core}seq`) throw unknownTag(tag);
    return this.list(node.items.map((item) => this.value(item as Node)));
  }

  private list(items: Value[]): Value {
    return this.arrays === "list" ? items : new PyList(items);
  }

  private pairs(item: Node): Value[] {
    if (!isMap(item) || item.items.length !== 1) throw constructorError("expected a single mapping item");
    return item.items.map((pair) => {
      const members = [this.value(pair.key), this.value(pair.value)];
      return this.arrays === "list" ? new PyTuple(members) : members;
    });
  }

  private mapping(node: YAMLMap.Parsed): Value {
    const tag = tagOf(node);
    const entries = this.entries(node);
    if (tag === `${core}set`)
      return new PySet(
        this.arrays,
        entries.map(([key]) => key),
      );
    if (tag !== undefined && tag !== `${core}map`) throw unknownTag(tag);
    if (this.arrays === "list" && entries.every(([key]) => typeof key === "string")) {
      return Object.fromEntries(entries as [string, Value][]);
    }
    return new PyDict(this.arrays, entries);
  }

  /** The entries with those of `<<` in front, where the mapping's own go over them. */
  private entries(node: YAMLMap.Parsed): [Value, Value][] {
    const merged: [Value, Value][] = [];
    const own: [Value, Value][] = [];
    for (const pair of node.items) {
      if (node.flow !== true && this.lacksKey(pair)) {
        throw new PyError("ParserError", "expected <block end>, but found ':'");
      }
      if (isMergeKey(pair)) merged.push(...this.merged(pair.value));
      else own.push([this.key(pair.key), this.value(pair.value)]);
    }
    return [...merged, ...own];
  }

  /** Whether a block mapping has a `:` without anything in front; behind a `?` an empty key is null. */
  private lacksKey({ key }: Pair<ParsedNode, Node>): boolean {
    if (
      !isScalar(key) ||
      key.source !== "" ||
      key.type !== "PLAIN" ||
      key.anchor !== undefined ||
      key.tag !== undefined
    )
      return false;
    return this.text.charAt(key.range[0]) === ":" && !/\?\s*$/.test(this.text.slice(0, key.range[0]));
  }

  private merged(source: Node): [Value, Value][] {
    const node = this.resolved(source);
    if (isMap(node)) return this.entries(node);
    if (!isSeq(node)) throw constructorError("expected a mapping or list of mappings for merging");
    return node.items.toReversed().flatMap((item) => {
      const member = this.resolved(item);
      if (!isMap(member)) throw constructorError("expected a mapping for merging");
      return this.entries(member);
    });
  }

  private key(node: Node): Value {
    const key = this.value(node);
    const isHashable = typeof key !== "object" || key === null || !isContainer(key);
    if (!isHashable) throw constructorError("while constructing a mapping: found unhashable key");
    return key;
  }
}

function isContainer(key: Value): boolean {
  if (key instanceof PyObject) return key instanceof PyList || key instanceof PyDict || key instanceof PySet;
  return true;
}

function isMergeKey(pair: Pair<ParsedNode, Node>): boolean {
  const { key } = pair;
  return isScalar(key) && key.type === "PLAIN" && key.tag === undefined && key.source === "<<";
}

/** The explicit tag of a node; `!` alone means the kind of the node itself. */
function tagOf(node: { readonly tag?: string | undefined }): string | undefined {
  return node.tag === "!" ? undefined : node.tag;
}

function unknownTag(tag: string): PyError {
  return constructorError(`could not determine a constructor for the tag '${tag}'`);
}

function constructorError(message: string): PyError {
  return new PyError("ConstructorError", message);
}
