import type { Flow, Node } from "../canon/node.ts";
import type { Report } from "../report/problem.ts";

/** One way in which a workflow does not keep the interface of another one. */
export interface Breach {
  readonly code: "INH-030" | "INH-031" | "INH-032" | "INH-033";
  readonly path: readonly string[];
  readonly message: string;
}

/**
 * Compares the interface of a child with that of a parent (design, section 11): whoever calls the parent can call the
 * child.
 *
 * @param parent the parent
 * @param child the child
 * @param known parameters that some other parent brings; they are not new
 * @returns all breaches, code by code
 */
export function breachesOf(parent: Flow, child: Flow, known: ReadonlySet<string> = new Set()): Breach[] {
  const breaches: Breach[] = [];
  const before = entriesOf(parent.parts.get("input"));
  const after = entriesOf(child.parts.get("input"));
  for (const [name, parameter] of before) {
    const now = after.get(name);
    if (now === undefined) {
      breaches.push({
        code: "INH-030",
        path: ["input", name],
        message: `input '${name}' of the parent is gone; keep it, perhaps with a default, or say 'conforms: none'`,
      });
    } else if (now.isRequired === true && parameter.isRequired !== true) {
      breaches.push({
        code: "INH-030",
        path: ["input", name],
        message: `input '${name}' is optional in the parent and required here; give it a default, or say 'conforms: none'`,
      });
    }
  }
  for (const [name, parameter] of after) {
    if (before.has(name) || known.has(name) || parameter.isRequired !== true) continue;
    breaches.push({
      code: "INH-031",
      path: ["input", name],
      message: `new input '${name}' needs a default; give it one, or say 'conforms: none'`,
    });
  }
  if (parent.type === "reverse") {
    for (const name of parent.tasks.keys()) {
      if (child.tasks.has(name)) continue;
      breaches.push({
        code: "INH-032",
        path: ["tasks", name],
        message: `task '${name}' of the parent is gone, and a caller may name it as its target; keep it, or say 'conforms: none'`,
      });
    }
  }
  for (const attribute of ["output", "output-on-error"]) breaches.push(...outputBreaches(attribute, parent, child));
  return breaches;
}

/** Reports the breaches of an interface. */
export function reportBreaches(breaches: readonly Breach[], parent: string, report: Report): void {
  for (const { code, path, message } of breaches) report.add(code, path, message, { parent });
}

function outputBreaches(attribute: string, parent: Flow, child: Flow): Breach[] {
  if (child.parts.get(attribute)?.kind === "leaf") return [];
  const after = entriesOf(child.parts.get(attribute));
  return [...entriesOf(parent.parts.get(attribute)).keys()]
    .filter((key) => !after.has(key))
    .map((key): Breach => ({
      code: "INH-033",
      path: [attribute, key],
      message: `key '${key}' of the parent's '${attribute}' is gone; keep it, or say 'conforms: none'`,
    }));
}

function entriesOf(node: Node | undefined): Extract<Node, { kind: "entries" }>["entries"] {
  return node?.kind === "entries" ? node.entries : new Map();
}
