import type { Node } from "../syntax/node.ts";
import type { FirstCharacters, Prefix } from "./program.ts";

/** Finds out what every match of a pattern begins with. */
export function prefixOf(node: Node): Prefix {
  const first: Beginning = { ascii: new Uint8Array(128), beyondAscii: false };
  const canBeEmpty = collect(node, first);
  return {
    isAnchored: leading(node)[0]?.type === "assertion" && isTextStart(leading(node)[0]),
    literal: literalOf(node),
    first: canBeEmpty ? undefined : first,
  };
}

/** Whether something can begin with a character. */
export function canBegin(first: FirstCharacters, code: number): boolean {
  return code < 128 ? first.ascii[code] === 1 : first.beyondAscii;
}

interface Beginning extends FirstCharacters {
  beyondAscii: boolean;
}

function isTextStart(node: Node | undefined): boolean {
  return node?.type === "assertion" && node.kind === "text-start";
}

/** The parts of the pattern one after the other; those inside a leading group or sequence are laid flat. */
function leading(node: Node): readonly Node[] {
  if (node.type === "group" || node.type === "atomic") return leading(node.body);
  if (node.type !== "sequence") return [node];
  const [head, ...rest] = node.parts;
  return head === undefined ? [] : [...leading(head), ...rest];
}

function literalOf(node: Node): string {
  let out = "";
  for (const part of leading(node)) {
    if (part.type !== "char") break;
    out += String.fromCodePoint(part.code);
  }
  return out;
}

/** Adds what a part can begin with; returns whether it can match without taking anything. */
function collect(node: Node, first: Beginning): boolean {
  switch (node.type) {
    case "char":
      if (node.code < 128) first.ascii[node.code] = 1;
      else first.beyondAscii = true;
      return false;
    case "set":
      for (let code = 0; code < 128; code++) if (node.set.has(code)) first.ascii[code] = 1;
      first.beyondAscii = true;
      return false;
    case "any":
      for (let code = 0; code < 128; code++) if (node.newline || code !== 10) first.ascii[code] = 1;
      first.beyondAscii = true;
      return false;
    case "sequence":
      return node.parts.every((part) => collect(part, first));
    case "choice":
      return node.options.map((option) => collect(option, first)).includes(true);
    case "condition":
      return [collect(node.yes, first), collect(node.no, first)].includes(true);
    case "repeat":
      return collect(node.body, first) || node.min === 0;
    case "group":
    case "atomic":
      return collect(node.body, first);
    case "look":
    case "assertion":
    case "reference":
    case "fail":
      return true;
  }
}
