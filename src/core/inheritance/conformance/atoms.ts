import type { Json } from "../../base/index.ts";
import { clauseNames } from "../canon/attributes.ts";
import type { Item, Parts } from "../canon/node.ts";
import { textOf } from "../canon/value.ts";
import { variablesRead } from "../check/reads.ts";
import type { FlowGraph } from "../check/graph.ts";

/** A guard as the observer sees it: an opaque text, or the negation of one (design, section 11, A2). */
export interface Atom {
  readonly text: string;
  readonly isNegated: boolean;
}

/** Reads a guard, up to white space; `not X` is the negation of `X`. */
export function atomOf(guard: Json): Atom {
  const text = textOf(guard).replaceAll(/\s+/g, " ").trim();
  const inside = /^(<%|\{\{)\s*(.*?)\s*(%>|\}\})$/.exec(text);
  const open = inside?.[1] ?? "";
  let condition = inside?.[2] ?? text;
  let isNegated = false;
  for (let rest = /^not\b\s*(.+)$/.exec(condition); rest !== null; rest = /^not\b\s*(.+)$/.exec(condition)) {
    isNegated = !isNegated;
    condition = bare(rest[1] ?? "");
  }
  return { text: `${open} ${bare(condition)}`, isNegated };
}

/** The texts of all guards of a workflow. */
export function atomsOf(graph: FlowGraph): Set<string> {
  const atoms = new Set<string>();
  for (const { item, clause } of graph.arrows) {
    if (clause !== "on-skip" && item.guard !== undefined) atoms.add(atomOf(item.guard).text);
  }
  return atoms;
}

/** Whether a task publishes something that one of the guards reads (A3). */
export function publishesForGuard(parts: Parts, entries: readonly Item[]): boolean {
  const published = publishedBy(parts);
  if (published.size === 0) return false;
  return entries.some(({ guard }) => {
    if (guard === undefined) return false;
    if (readsWholeContext(textOf(guard))) return true;
    return [...variablesRead(guard)].some((name) => published.has(name));
  });
}

/** All variables that a task publishes, in any scope and on any outcome. */
function publishedBy(parts: Parts): Set<string> {
  const names = new Set<string>();
  for (const attribute of ["publish", "publish-on-error", "publish-on-skip"]) {
    const node = parts.get(attribute);
    if (node?.kind === "entries") for (const name of node.entries.keys()) names.add(name);
  }
  for (const clause of clauseNames) {
    const node = parts.get(clause);
    if (node?.kind !== "clause") continue;
    for (const variables of node.publish.values()) {
      if (variables.kind === "entries") for (const name of variables.entries.keys()) names.add(name);
    }
  }
  return names;
}

function readsWholeContext(guard: string): boolean {
  return /[$_](?![\w.])|[$_]\.get\(|\bglobal\(/.test(guard);
}

function bare(condition: string): string {
  const text = condition.trim();
  if (!text.startsWith("(") || !text.endsWith(")")) return text;
  let depth = 0;
  for (const [index, char] of [...text].entries()) {
    if (char === "(") depth += 1;
    if (char === ")") depth -= 1;
    if (depth === 0 && index < text.length - 1) return text;
  }
  return bare(text.slice(1, -1));
}
