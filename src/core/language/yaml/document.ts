import type { Json, Place, Problem } from "../../base/index.ts";
import { construct, entriesOf, keyText } from "./construct.ts";
import type { Finding, ForeignKey } from "./construct.ts";
import { YamlFailure, describeFailure } from "./failure.ts";
import type { Entry, MapNode, Node } from "./node.ts";
import { parseDocument } from "./parser.ts";
import type { Locate, Path } from "./path.ts";

/** A text read as Mistral reads YAML. */
export interface YamlDocument {
  /** Undefined when the text is no YAML; null when it is empty. */
  readonly value: Json | undefined;
  readonly problems: readonly Problem[];
  /** Keys of maps that were no text in the YAML; they are refused where the language wants names. */
  readonly foreignKeys: readonly ForeignKey[];
  readonly locate: Locate;
}

const unprintable = /[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}\ufeff]/u;

/**
 * Reads a text as Mistral does: YAML 1.1 by PyYAML's rules (`yes`, `010`, `1:30`, dates, `<<`), with `&anchor` and `*alias`
 * as plain text and `@` allowed in front (Mistral 15, semantics 1.1). Never throws. Only one document is allowed; the last
 * of two equal keys counts, with a warning. A date has no JSON and is a problem.
 *
 * @param text the whole text
 */
export function parseYaml(text: string): YamlDocument {
  try {
    refuseUnprintable(text);
    const root = parseDocument(text);
    const places = new Places(text);
    if (root === undefined) return { value: null, problems: [], foreignKeys: [], locate: () => undefined };
    const { value, foreignKeys, findings } = construct(root);
    return {
      value,
      problems: findings.map((finding) => describeFinding(finding, places)),
      foreignKeys,
      locate: (path, of) => places.ofPath(root, path, of),
    };
  } catch (error) {
    if (!(error instanceof YamlFailure)) throw error;
    const place = new Places(text).ofRange(error.problem.offset ?? 0, (error.problem.offset ?? 0) + 1);
    const message = `Definition could not be parsed: ${describeFailure(error, text)}\n`;
    const problem: Problem = { code: "yaml-syntax", severity: "error", message, path: "", place };
    return { value: undefined, problems: [problem], foreignKeys: [], locate: () => undefined };
  }
}

function refuseUnprintable(text: string): void {
  const match = unprintable.exec(text);
  if (match === null) return;
  const code = (match[0].codePointAt(0) ?? 0).toString(16).padStart(4, "0");
  throw new YamlFailure({
    text: `unacceptable character #x${code}: special characters are not allowed\n  in "<unicode string>", position ${match.index}`,
    offset: undefined,
  });
}

function describeFinding({ kind, path, node, text }: Finding, places: Places): Problem {
  const place = places.ofRange(node.start, node.end);
  const where = path.join(".");
  if (kind === "duplicate key") {
    const message = `'${text}' is written twice: only the last one counts`;
    return { code: "duplicate-key", severity: "warning", message, path: where, place };
  }
  const message = `Invalid DSL: ${text} is not valid under any of the given schemas. A date must be written in quotes`;
  return { code: "yaml-date", severity: "error", message, path: where, place };
}

/** Turns offsets into lines and columns. */
class Places {
  readonly #text: string;
  readonly #entries = new Map<MapNode, Map<string, Entry>>();
  #lineStarts: number[] | undefined;

  constructor(text: string) {
    this.#text = text;
  }

  ofRange(start: number, end: number): Place {
    const starts = (this.#lineStarts ??= lineStartsOf(this.#text));
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] ?? 0) <= start) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: start - (starts[low] ?? 0) + 1, offset: start, length: Math.max(0, end - start) };
  }

  /** The last entry with this key. The keys of a map are gathered once, as many places are asked for. */
  #entryAt(node: MapNode, key: string): Entry | undefined {
    let entries = this.#entries.get(node);
    if (entries === undefined) {
      entries = new Map();
      for (const entry of entriesOf(node)) if (entry.key.kind === "scalar") entries.set(keyText(entry.key), entry);
      this.#entries.set(node, entries);
    }
    return entries.get(key);
  }

  ofPath(root: Node, path: Path, of: "key" | "value" = "value"): Place | undefined {
    let node: Node = root;
    let key: Node | undefined;
    for (const step of path) {
      if (node.kind === "list") {
        const item: Node | undefined = node.items[Number(step)];
        if (item === undefined) return undefined;
        [key, node] = [undefined, item];
      } else if (node.kind === "map") {
        const entry = this.#entryAt(node, String(step));
        if (entry === undefined) return undefined;
        [key, node] = [entry.key, entry.value];
      } else {
        return undefined;
      }
    }
    const found = of === "key" ? (key ?? node) : node;
    return this.ofRange(found.start, found.end);
  }
}

function lineStartsOf(text: string): number[] {
  const starts = [0];
  for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
  return starts;
}
