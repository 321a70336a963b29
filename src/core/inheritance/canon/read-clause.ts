import { isMap } from "../../base/index.ts";
import type { Json, JsonMap } from "../../base/index.ts";
import { splitInline } from "../../language/index.ts";
import type { Path } from "../../language/index.ts";
import type { Clause, Entries, Item, Leaf, List } from "./node.ts";
import { stepOf } from "./pen.ts";
import type { Pen } from "./pen.ts";
import { readEntries } from "./read-entries.ts";

/** Whether a map under an on-clause is the explicit form, with `publish` and `next` and nothing else. */
export function isExplicit(clause: JsonMap): boolean {
  return Object.keys(clause).every((key) => key === "publish" || key === "next");
}

/** Whether the value is one guarded entry written as a map where a list belongs (design, section 3; warning W9). */
export function isOneKeyMap(value: Json): value is JsonMap {
  return isMap(value) && Object.keys(value).length === 1;
}

/**
 * Reads an on-clause in any of its forms.
 *
 * @param value a target, a list, one guarded entry, or the explicit form
 * @param pen who writes it
 * @param op what the writing is called in the provenance
 * @param at its place in the text
 */
export function readClause(value: Json, pen: Pen, op: string, at: Path): Clause {
  if (!isMap(value) || !isExplicit(value))
    return { kind: "clause", publish: new Map(), next: readNext(value, pen, op, at) };
  const publish = new Map<string, Entries | Leaf>();
  const scopes = Object.hasOwn(value, "publish") ? value["publish"] : undefined;
  if (scopes !== undefined && isMap(scopes)) {
    for (const [scope, variables] of Object.entries(scopes)) {
      if (variables !== null) publish.set(scope, readEntries(variables, pen, op, [...at, "publish", scope]));
    }
  }
  const next = Object.hasOwn(value, "next") ? value["next"] : undefined;
  return { kind: "clause", publish, next: next === undefined ? undefined : readNext(next, pen, op, [...at, "next"]) };
}

function readNext(value: Json, pen: Pen, op: string, at: Path): List | undefined {
  const items: Item[] = [];
  if (Array.isArray(value)) {
    value.forEach((entry: Json, index) => items.push(...readEntry(entry, pen, op, [...at, index])));
  } else {
    items.push(...readEntry(value, pen, op, at));
  }
  return items.length === 0 ? undefined : { kind: "list", items, origins: [pen.id] };
}

function readEntry(entry: Json, pen: Pen, op: string, at: Path): Item[] {
  const trail = [stepOf(pen, op, at)];
  if (typeof entry === "string") return [{ value: entry, key: targetOf(entry), guard: undefined, trail }];
  if (!isMap(entry)) return [];
  return Object.entries(entry).map(([text, guard]) => {
    return { value: Object.fromEntries([[text, guard]]), key: targetOf(text), guard, trail };
  });
}

/**
 * The task or command that a transition names, without a message: `fail msg="x"` leads to `fail`.
 *
 * @param text the transition as written
 */
function targetOf(text: string): string {
  return splitInline(text)?.name ?? text;
}
