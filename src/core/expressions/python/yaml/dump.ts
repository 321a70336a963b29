import type { Meter } from "../values/meter.ts";
import type { ArrayKind, Value } from "../values/value.ts";
import { YamlPage } from "./page.ts";
import { Representer } from "./representation.ts";
import type { YamlNode, YamlScalar } from "./representation.ts";
import { analyzeScalar } from "./scalar-style.ts";
import { writeDoubleQuoted, writePlain, writeSingleQuoted } from "./write-scalar.ts";

/** How far a level is indented. */
const step = 2;

/** A key as long as this stands behind a `?`; PyYAML counts 128 with the tag `!!str`. */
const longKey = 123;

/**
 * Python's `yaml.safe_dump(value, default_flow_style=False)`: block style, keys sorted, lines folded at 80 columns, what
 * stands twice is written once and referred to.
 *
 * @throws PyError RepresenterError for a set, an iterator, a timespan
 */
export function dumpYaml(value: Value, arrays: ArrayKind, meter: Meter): string {
  const root = new Representer(arrays).node(value);
  return new YamlWriter(anchorsOf(root), meter).document(root);
}

/** Names for the nodes that are met more than once, in the order in which they are met again. */
function anchorsOf(root: YamlNode): ReadonlyMap<YamlNode, string> {
  const seen = new Set<YamlNode>();
  const anchors = new Map<YamlNode, string>();
  const visit = (node: YamlNode): void => {
    if (seen.has(node)) {
      if (!anchors.has(node)) anchors.set(node, `id${String(anchors.size + 1).padStart(3, "0")}`);
      return;
    }
    seen.add(node);
    if (node.kind === "sequence") for (const item of node.items) visit(item);
    if (node.kind === "mapping") for (const entry of node.entries) for (const member of entry) visit(member);
  };
  visit(root);
  return anchors;
}

/** Where a node stands. */
interface Place {
  readonly isRoot?: true;
  readonly inMapping?: true;
  readonly isSimpleKey?: true;
}

class YamlWriter {
  private readonly page: YamlPage;
  private readonly anchors: ReadonlyMap<YamlNode, string>;
  private readonly written = new Set<YamlNode>();

  constructor(anchors: ReadonlyMap<YamlNode, string>, meter: Meter) {
    this.anchors = anchors;
    this.page = new YamlPage(meter);
  }

  document(root: YamlNode): string {
    const { page } = this;
    this.node(root, { isRoot: true });
    page.writeIndent();
    if (page.isOpenEnded) {
      page.writeIndicator("...", true);
      page.writeIndent();
    }
    return page.text;
  }

  private node(node: YamlNode, place: Place): void {
    const anchor = this.anchors.get(node);
    if (anchor !== undefined) {
      this.page.writeIndicator(`${this.written.has(node) ? "*" : "&"}${anchor}`, true);
      if (this.written.has(node)) return;
      this.written.add(node);
    }
    if (node.kind === "scalar") this.scalar(node, place);
    else if (node.kind === "sequence") this.sequence(node.items, place);
    else this.mapping(node.entries);
  }

  private sequence(items: readonly YamlNode[], place: Place): void {
    const { page } = this;
    if (items.length === 0) {
      page.writeIndicator("[", true, true);
      page.writeIndicator("]", false);
      return;
    }
    const isIndentless = place.inMapping === true && !page.isIndentation;
    this.indented(isIndentless ? 0 : step, () => {
      for (const item of items) {
        page.writeIndent();
        page.writeIndicator("-", true, false, true);
        this.node(item, {});
      }
    });
  }

  private mapping(entries: readonly (readonly [YamlNode, YamlNode])[]): void {
    const { page } = this;
    if (entries.length === 0) {
      page.writeIndicator("{", true, true);
      page.writeIndicator("}", false);
      return;
    }
    this.indented(step, () => {
      for (const [key, value] of entries) {
        page.writeIndent();
        if (this.isSimpleKey(key)) {
          this.node(key, { inMapping: true, isSimpleKey: true });
          page.writeIndicator(":", false);
        } else {
          page.writeIndicator("?", true, false, true);
          this.node(key, { inMapping: true });
          page.writeIndent();
          page.writeIndicator(":", true, false, true);
        }
        this.node(value, { inMapping: true });
      }
    });
  }

  private indented(by: number, write: () => void): void {
    const { page } = this;
    const before = page.indent;
    page.indent = before === undefined ? 0 : before + by;
    write();
    page.indent = before;
  }

  private isSimpleKey(key: YamlNode): boolean {
    const anchor = this.anchors.get(key);
    if (anchor !== undefined && this.written.has(key)) return true;
    const length = anchor?.length ?? 0;
    if (key.kind === "sequence") return key.items.length === 0;
    if (key.kind === "mapping") return key.entries.length === 0;
    const characters = Array.from(key.text);
    return characters.length > 0 && length + characters.length < longKey && !analyzeScalar(characters).isMultiline;
  }

  private scalar({ text, canBePlain }: YamlScalar, place: Place): void {
    const { page } = this;
    const characters = Array.from(text);
    const analysis = analyzeScalar(characters);
    const folds = place.isSimpleKey !== true;
    const before = page.indent;
    page.indent = (before ?? 0) + step;
    if (canBePlain && analysis.allowsPlain) {
      if (place.isRoot === true) page.isOpenEnded = true;
      writePlain(page, characters, folds);
    } else if (analysis.allowsSingleQuotes && (folds || !analysis.isMultiline)) {
      writeSingleQuoted(page, characters, folds);
    } else writeDoubleQuoted(page, characters, folds);
    page.indent = before;
  }
}
