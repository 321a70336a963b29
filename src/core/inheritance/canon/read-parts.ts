import type { Json, JsonMap } from "../../base/index.ts";
import { splitInline } from "../../language/index.ts";
import type { Path } from "../../language/index.ts";
import { taskAttributes } from "./attributes.ts";
import type { Item, List, Node } from "./node.ts";
import { stepOf } from "./pen.ts";
import type { Pen } from "./pen.ts";
import { readClause } from "./read-clause.ts";
import { leafOf, readEntries } from "./read-entries.ts";

/**
 * Reads the attributes of a task, of a patch or of `task-defaults`. Whatever the language does not know is left out; the
 * shape is checked elsewhere.
 *
 * @param body the attributes as written
 * @param pen who writes them
 * @param op what the writing is called in the provenance
 * @param at their place in the text
 */
export function readParts(body: JsonMap, pen: Pen, op: string, at: Path): Map<string, Node> {
  const parts = new Map<string, Node>();
  for (const [attribute, value] of Object.entries(body)) {
    const kind = taskAttributes.get(attribute);
    if (kind === undefined || value === null) continue;
    const place = [...at, attribute];
    if (kind === "clause") parts.set(attribute, readClause(value, pen, op, place));
    else if (kind === "list") parts.set(attribute, readList(attribute, value, pen, op, place));
    else if (attribute === "retry") parts.set(attribute, readEntries(retryOf(value), pen, op, place));
    else if (kind === "entries") parts.set(attribute, readEntries(value, pen, op, place));
    else parts.set(attribute, leafOf(value, pen, op, place));
  }
  readCall(parts, pen, op, at);
  return parts;
}

/** A text or a list of texts as a list. */
export function readList(attribute: string, value: Json, pen: Pen, op: string, at: Path): List {
  const values: readonly Json[] = Array.isArray(value) ? value : [value];
  const items = values.map((item, index): Item => {
    const trail = [stepOf(pen, op, Array.isArray(value) ? [...at, index] : at)];
    return { value: item, key: keyOf(attribute, item), guard: undefined, trail };
  });
  return { kind: "list", items, origins: [pen.id] };
}

/** The name of a list element in a path of `remove`: the variable of `with-items`, the text of all others. */
function keyOf(attribute: string, value: Json): string {
  if (typeof value !== "string") return "";
  return attribute === "with-items" ? (/^\s*([\p{L}\p{N}_-]+)\s*in\s*/u.exec(value)?.[1] ?? value) : value;
}

/** The map form of a one-line `retry`; in a patch one pair alone will do. */
function retryOf(value: Json): Json {
  return typeof value === "string" ? (splitInline(`retry ${value}`)?.parameters ?? value) : value;
}

/** Takes inline parameters out of `action` or `workflow`: they win over the same key under `input` (Mistral 15). */
function readCall(parts: Map<string, Node>, pen: Pen, op: string, at: Path): void {
  for (const attribute of ["action", "workflow"]) {
    const call = parts.get(attribute);
    if (call?.kind !== "leaf" || typeof call.value !== "string") continue;
    const inline = splitInline(call.value);
    if (inline === undefined || inline.name === call.value) continue;
    parts.set(attribute, { ...call, value: inline.name });
    const input = parts.get("input");
    if (Object.keys(inline.parameters).length === 0) continue;
    const entries = new Map(input?.kind === "entries" ? input.entries : []);
    for (const [key, value] of Object.entries(inline.parameters)) {
      entries.set(key, leafOf(value, pen, op, [...at, attribute]));
    }
    parts.set("input", { kind: "entries", entries });
  }
}
