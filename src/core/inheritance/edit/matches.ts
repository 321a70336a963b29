import type { Flow, Node, Parts } from "../canon/node.ts";
import type { RemoveTarget } from "./remove-path.ts";

/**
 * Whether a removal finds something.
 *
 * @param flow what is inherited
 * @param target the path
 * @returns the tasks in which it does, or whether it does outside of the tasks
 */
export function matchesOf(flow: Flow, target: RemoveTarget): { isFound: boolean; tasks: readonly string[] } {
  if (target.area === "flow") return { isFound: hasPart(flow.parts, target.path), tasks: [] };
  if (target.area === "defaults") return { isFound: hasPart(flow.defaults, target.path), tasks: [] };
  const tasks: string[] = [];
  for (const [name, task] of flow.tasks) {
    if (target.task !== undefined && target.task !== name) continue;
    if (target.path.length === 0 || hasPart(task.parts, target.path)) tasks.push(name);
  }
  return { isFound: tasks.length > 0, tasks };
}

function hasPart(parts: Parts, [attribute, ...rest]: readonly string[]): boolean {
  if (attribute === undefined) return parts.size > 0;
  const node = parts.get(attribute);
  return node !== undefined && hasNode(node, rest);
}

function hasNode(node: Node, [key, ...rest]: readonly string[]): boolean {
  if (node.kind === "leaf") return key === undefined;
  if (node.kind === "entries") return key === undefined ? node.entries.size > 0 : node.entries.has(key);
  if (node.kind === "list")
    return key === undefined ? node.items.length > 0 : node.items.some((item) => item.key === key);
  if (key === undefined) return node.next !== undefined || node.publish.size > 0;
  if (key === "next") return node.next !== undefined && hasNode(node.next, rest);
  const [scope, ...variable] = rest;
  if (scope === undefined) return node.publish.size > 0;
  const variables = node.publish.get(scope);
  return variables !== undefined && hasNode(variables, variable);
}
