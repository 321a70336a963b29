import type { Expression, Target } from "./nodes.ts";
import { TemplateSyntaxError } from "./syntax-error.ts";

const kinds: Partial<Record<Expression["type"], string>> = { list: "list", dict: "dict", const: "const" };
const constantNames: ReadonlySet<string> = new Set(["true", "false", "none", "True", "False", "None"]);

/**
 * Reads an expression as the left side of an assignment.
 *
 * @param node names and tuples of names
 * @throws TemplateSyntaxError when nothing can be assigned to it
 */
export function toTarget(node: Expression): Target {
  const target = asTarget(node);
  if (target === undefined) {
    throw new TemplateSyntaxError(`can't assign to '${kinds[node.type] ?? node.type}'`, node.offset);
  }
  return target;
}

function asTarget(node: Expression): Target | undefined {
  if (node.type === "name") return constantNames.has(node.name) ? undefined : node;
  if (node.type !== "tuple") return undefined;
  const items: Target[] = [];
  for (const item of node.items) {
    const target = asTarget(item);
    if (target === undefined) return undefined;
    items.push(target);
  }
  return { type: "tuple", items, offset: node.offset, line: node.line };
}

/**
 * Calls back with each plain name that a target binds.
 *
 * @param target the left side of an assignment
 * @param bind is called in the order of the text
 */
export function bindTarget(target: Target, bind: (name: string) => void): void {
  if (target.type === "name") bind(target.name);
  else if (target.type === "tuple") for (const item of target.items) bindTarget(item, bind);
}
