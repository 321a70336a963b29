import { YamlFailure } from "./failure.ts";
import type { Entry, MapNode, Node, ScalarNode } from "./node.ts";
import { Scanner } from "./scan/scanner.ts";
import type { DirectiveToken, Token, TokenType } from "./scan/token.ts";

const deepestNesting = 300;
const standardHandles: readonly (readonly [string, string])[] = [
  ["!", "!"],
  ["!!", "tag:yaml.org,2002:"],
];

/**
 * Reads the only document of a text.
 *
 * @param text a YAML 1.1 stream
 * @returns undefined when the stream has no document
 * @throws YamlFailure when the text is not well formed, holds several documents, or is nested too deeply
 */
export function parseDocument(text: string): Node | undefined {
  return new Parser(text).document();
}

type BlockContext = "flow" | "block" | "block or indentless";

class Parser {
  readonly #scanner: Scanner;
  readonly #handles = new Map(standardHandles);
  #depth = 0;

  constructor(text: string) {
    this.#scanner = new Scanner(text);
  }

  document(): Node | undefined {
    const scanner = this.#scanner;
    if (scanner.isAt("<stream end>")) return undefined;
    const root = scanner.isAt("<directive>", "<document start>") ? this.#explicitDocument() : this.#node("block");
    this.#noSecondDocument(root);
    return root;
  }

  #explicitDocument(): Node {
    const scanner = this.#scanner;
    this.#startDocument();
    return scanner.isAt("<directive>", "<document start>", "<document end>", "<stream end>")
      ? emptyAt(scanner.peek().start)
      : this.#node("block");
  }

  #startDocument(): void {
    const scanner = this.#scanner;
    const seen = new Set<string>();
    for (let token = scanner.peek(); token.type === "<directive>"; token = scanner.peek()) {
      scanner.take();
      this.#directive(token, seen);
    }
    const token = scanner.peek();
    if (token.type !== "<document start>") fail(`expected '<document start>', but found '${token.type}'`, token.start);
    scanner.take();
  }

  #directive({ name, values, start }: DirectiveToken, seen: Set<string>): void {
    const [first = "", second = ""] = values;
    if (name === "YAML") {
      if (seen.has(name)) fail("found duplicate YAML directive", start);
      if (Number(first) !== 1) fail("found incompatible YAML document (version 1.* is required)", start);
      seen.add(name);
    } else if (name === "TAG") {
      if (seen.has(first)) fail(`duplicate tag handle '${first}'`, start);
      seen.add(first);
      this.#handles.set(first, second);
    }
  }

  #noSecondDocument(root: Node): void {
    const scanner = this.#scanner;
    while (scanner.isAt("<document end>")) scanner.take();
    if (scanner.isAt("<stream end>")) return;
    const { start } = scanner.peek();
    this.#startDocument();
    throw new YamlFailure(
      { text: "but found another document", offset: start },
      { text: "expected a single document in the stream", offset: root.start },
    );
  }

  #node(context: BlockContext): Node {
    this.#depth += 1;
    if (this.#depth > deepestNesting) fail("the document is nested too deeply", this.#scanner.peek().start);
    const { start } = this.#scanner.peek();
    const node = this.#taggedNode(context);
    this.#depth -= 1;
    return node.start === start ? node : { ...node, start };
  }

  #taggedNode(context: BlockContext): Node {
    const first = this.#scanner.peek();
    const tag = this.#tag();
    const token = this.#scanner.peek();
    switch (token.type) {
      case "<scalar>":
        this.#scanner.take();
        return { kind: "scalar", start: first.start, end: token.end, tag, value: token.value, isPlain: token.isPlain };
      case "[":
        return this.#flowList(tag);
      case "{":
        return this.#flowMap(tag);
      case "<block sequence start>":
        if (context !== "flow") return this.#blockList(tag);
        break;
      case "<block mapping start>":
        if (context !== "flow") return this.#blockMap(tag);
        break;
      case "-":
        if (context === "block or indentless") return this.#indentlessList(tag);
        break;
      default:
    }
    if (first.type === "<tag>") {
      return { kind: "scalar", start: first.start, end: first.end, tag, value: "", isPlain: tag === undefined };
    }
    const kind = context === "flow" ? "flow" : "block";
    return fail(`expected the node content, but found '${token.type}'`, token.start, {
      text: `while parsing a ${kind} node`,
      offset: first.start,
    });
  }

  #tag(): string | undefined {
    const token = this.#scanner.peek();
    if (token.type !== "<tag>") return undefined;
    this.#scanner.take();
    if (token.handle === undefined) return token.suffix === "!" ? undefined : token.suffix;
    const prefix = this.#handles.get(token.handle);
    if (prefix === undefined) {
      return fail(`found undefined tag handle '${token.handle}'`, token.start, {
        text: "while parsing a node",
        offset: token.start,
      });
    }
    return prefix + token.suffix;
  }

  #blockList(tag: string | undefined): Node {
    const scanner = this.#scanner;
    const { start } = scanner.take();
    const items: Node[] = [];
    while (scanner.isAt("-")) {
      const dash = scanner.take();
      items.push(scanner.isAt("-", "<block end>") ? emptyAt(dash.end) : this.#node("block"));
    }
    this.#endBlock("while parsing a block collection", start);
    return { kind: "list", start, end: endOf(items, start), tag, items };
  }

  #indentlessList(tag: string | undefined): Node {
    const scanner = this.#scanner;
    const { start } = scanner.peek();
    const items: Node[] = [];
    while (scanner.isAt("-")) {
      const dash = scanner.take();
      items.push(scanner.isAt("-", "?", ":", "<block end>") ? emptyAt(dash.end) : this.#node("block"));
    }
    return { kind: "list", start, end: endOf(items, start), tag, items };
  }

  #blockMap(tag: string | undefined): MapNode {
    const scanner = this.#scanner;
    const { start } = scanner.take();
    const entries: Entry[] = [];
    const part = (sign: "?" | ":", ends: readonly TokenType[]): Node => {
      if (!scanner.isAt(sign)) return emptyAt(scanner.peek().start);
      const { end } = scanner.take();
      return scanner.isAt(...ends) ? emptyAt(end) : this.#node("block or indentless");
    };
    while (scanner.isAt("?")) {
      const key = part("?", ["?", ":", "<block end>"]);
      entries.push({ key, value: part(":", ["?", ":", "<block end>"]) });
    }
    this.#endBlock("while parsing a block mapping", start);
    return { kind: "map", start, end: entries.at(-1)?.value.end ?? start, tag, entries };
  }

  #endBlock(context: string, start: number): void {
    const token = this.#scanner.peek();
    if (token.type !== "<block end>") {
      fail(`expected <block end>, but found '${token.type}'`, token.start, { text: context, offset: start });
    }
    this.#scanner.take();
  }

  #flowList(tag: string | undefined): Node {
    const scanner = this.#scanner;
    const { start } = scanner.take();
    const items: Node[] = [];
    while (!scanner.isAt("]")) {
      if (items.length > 0) this.#comma("]", "while parsing a flow sequence", start);
      if (scanner.isAt("?")) items.push(this.#pair());
      else if (!scanner.isAt("]")) items.push(this.#node("flow"));
      else break;
    }
    const { end } = scanner.take();
    return { kind: "list", start, end, tag, items };
  }

  #pair(): MapNode {
    const { start } = this.#scanner.peek();
    const entry = this.#flowEntry("]");
    return { kind: "map", start, end: entry.value.end, tag: undefined, entries: [entry] };
  }

  #flowMap(tag: string | undefined): MapNode {
    const scanner = this.#scanner;
    const { start } = scanner.take();
    const entries: Entry[] = [];
    while (!scanner.isAt("}")) {
      if (entries.length > 0) this.#comma("}", "while parsing a flow mapping", start);
      if (scanner.isAt("?")) {
        entries.push(this.#flowEntry("}"));
      } else if (scanner.isAt("}")) {
        break;
      } else {
        const key = this.#node("flow");
        entries.push({ key, value: emptyAt(scanner.peek().start) });
      }
    }
    const { end } = scanner.take();
    return { kind: "map", start, end, tag, entries };
  }

  #flowEntry(close: "]" | "}"): Entry {
    const scanner = this.#scanner;
    const mark = scanner.take();
    const key = scanner.isAt(":", ",", close) ? emptyAt(mark.end) : this.#node("flow");
    if (!scanner.isAt(":")) return { key, value: emptyAt(scanner.peek().start) };
    const colon = scanner.take();
    return { key, value: scanner.isAt(",", close) ? emptyAt(colon.end) : this.#node("flow") };
  }

  #comma(close: "]" | "}", context: string, start: number): void {
    const token: Token = this.#scanner.peek();
    if (token.type !== ",") {
      fail(`expected ',' or '${close}', but got '${token.type}'`, token.start, { text: context, offset: start });
    }
    this.#scanner.take();
  }
}

function emptyAt(offset: number): ScalarNode {
  return { kind: "scalar", start: offset, end: offset, tag: undefined, value: "", isPlain: true };
}

function endOf(items: readonly Node[], start: number): number {
  return items.at(-1)?.end ?? start;
}

function fail(text: string, offset: number, context?: { text: string; offset: number }): never {
  throw new YamlFailure({ text, offset }, context);
}
