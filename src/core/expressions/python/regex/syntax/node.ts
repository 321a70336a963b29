import type { CharSet } from "./char-set.ts";

/** Where an assertion without width holds. */
export type AssertionKind =
  | "text-start"
  | "line-start"
  | "text-end"
  | "line-end"
  | "before-last-newline"
  | "word-edge"
  | "no-word-edge";

/** A part of a parsed pattern (the width of a look is how far behind it begins); flags are resolved into the parts that they concern. */
export type Node =
  | { readonly type: "char"; readonly code: number }
  | { readonly type: "set"; readonly set: CharSet }
  | { readonly type: "any"; readonly newline: boolean }
  | { readonly type: "sequence"; readonly parts: readonly Node[] }
  | { readonly type: "choice"; readonly options: readonly Node[] }
  | {
      readonly type: "repeat";
      readonly body: Node;
      readonly min: number;
      readonly max: number;
      readonly mode: RepeatMode;
    }
  | { readonly type: "group"; readonly body: Node; readonly index: number }
  | { readonly type: "atomic"; readonly body: Node }
  | {
      readonly type: "look";
      readonly body: Node;
      readonly width: number;
      readonly behind: boolean;
      readonly negative: boolean;
    }
  | { readonly type: "reference"; readonly group: number; readonly ignoreCase: boolean; readonly asciiOnly: boolean }
  | { readonly type: "condition"; readonly group: number; readonly yes: Node; readonly no: Node }
  | { readonly type: "assertion"; readonly kind: AssertionKind; readonly asciiOnly: boolean }
  | { readonly type: "fail" };

export type RepeatMode = "greedy" | "lazy" | "possessive";

export const empty: Node = { type: "sequence", parts: [] };

/**
 * How many characters a part can match.
 *
 * @param groups the parts of the numbered groups, for references to them
 */
export function widthOf(node: Node, groups: ReadonlyMap<number, Node>): { min: number; max: number } {
  switch (node.type) {
    case "char":
    case "set":
    case "any":
      return { min: 1, max: 1 };
    case "sequence":
      return node.parts
        .map((part) => widthOf(part, groups))
        .reduce((sum, width) => ({ min: sum.min + width.min, max: sum.max + width.max }), { min: 0, max: 0 });
    case "choice":
      return widest(node.options.map((option) => widthOf(option, groups)));
    case "condition":
      return widest([widthOf(node.yes, groups), widthOf(node.no, groups)]);
    case "repeat": {
      const body = widthOf(node.body, groups);
      return { min: body.min * node.min, max: body.max === 0 ? 0 : body.max * node.max };
    }
    case "group":
    case "atomic":
      return widthOf(node.body, groups);
    case "reference": {
      const group = groups.get(node.group);
      return group === undefined ? { min: 0, max: Infinity } : widthOf(group, groups);
    }
    case "look":
    case "assertion":
    case "fail":
      return { min: 0, max: 0 };
  }
}

function widest(widths: readonly { min: number; max: number }[]): { min: number; max: number } {
  return { min: Math.min(...widths.map((w) => w.min)), max: Math.max(...widths.map((w) => w.max)) };
}
