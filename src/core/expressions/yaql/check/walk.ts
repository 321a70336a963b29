import type { ArgumentNode, Call, Node } from "../syntax/node.ts";

/** A call by name in an expression, and whether it stands after a dot. */
export interface FoundCall {
  readonly call: Call;
  readonly isMethod: boolean;
}

/** All calls of an expression, from left to right. */
export function callsIn(node: ArgumentNode): FoundCall[] {
  switch (node.type) {
    case "constant":
    case "keyword":
    case "variable":
    case "empty":
      return [];
    case "parentheses":
      return callsIn(node.inner);
    case "unary":
      return callsIn(node.operand);
    case "binary":
      return [...callsIn(node.left), ...rightCalls(node.operator, node.right)];
    case "call":
      return [{ call: node, isMethod: false }, ...node.args.flatMap(callsIn)];
    case "index":
      return [...callsIn(node.target), ...node.args.flatMap(callsIn)];
    case "list":
    case "map":
      return node.args.flatMap(callsIn);
    case "rule":
      return [...callsIn(node.source), ...callsIn(node.destination)];
  }
}

function rightCalls(operator: string, right: Node): FoundCall[] {
  if ((operator !== "." && operator !== "?.") || right.type !== "call") return callsIn(right);
  return [{ call: right, isMethod: true }, ...right.args.flatMap(callsIn)];
}

/** The text that an argument gives by itself: a bare word or a quoted string. */
export function literalText(node: ArgumentNode | undefined): string | undefined {
  if (node?.type === "keyword") return node.name;
  return node?.type === "constant" && typeof node.value === "string" ? node.value : undefined;
}
