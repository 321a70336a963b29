import { effectiveRequires } from "../canon/next.ts";
import type { Flow } from "../canon/node.ts";
import { reach } from "../check/graph.ts";

/**
 * Compares two reverse workflows (design, section 11): `projection` when the order of the old tasks is the same,
 * `protocol` when the old tasks require exactly what they did.
 *
 * @param parent the parent, all of whose tasks the child has
 * @param child the child
 * @returns for each relation a witness against it; undefined where it holds
 */
export function compareReverse(
  parent: Flow,
  child: Flow,
): { protocol: string | undefined; projection: string | undefined } {
  return { protocol: againstProtocol(parent, child), projection: againstProjection(parent, child) };
}

function againstProtocol(parent: Flow, child: Flow): string | undefined {
  const [before, after] = [requiresOf(parent), requiresOf(child)];
  for (const [name, old] of before) {
    const now = after.get(name) ?? [];
    const more = now.find((other) => !old.includes(other));
    if (more !== undefined) return `'${name}' now requires '${more}'`;
    const less = old.find((other) => !now.includes(other));
    if (less !== undefined) return `'${name}' no longer requires '${less}'`;
  }
  return undefined;
}

function againstProjection(parent: Flow, child: Flow): string | undefined {
  const [before, after] = [requiresOf(parent), requiresOf(child)];
  for (const name of parent.tasks.keys()) {
    const old = reach(before, name);
    const now = reach(after, name);
    for (const other of parent.tasks.keys()) {
      if (old.has(other) && !now.has(other)) return `'${name}' may now run before '${other}'`;
      if (now.has(other) && !old.has(other)) return `'${name}' now waits for '${other}'`;
    }
  }
  return undefined;
}

function requiresOf(flow: Flow): Map<string, readonly string[]> {
  const requires = new Map<string, readonly string[]>();
  for (const [name, { parts }] of flow.tasks) requires.set(name, effectiveRequires(name, parts, flow.defaults));
  return requires;
}
