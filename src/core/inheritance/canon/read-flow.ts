import { isMap } from "../../base/index.ts";
import type { Json, JsonMap } from "../../base/index.ts";
import { flowAttributes } from "./attributes.ts";
import { emptyParts } from "./node.ts";
import type { Entries, Flow, Leaf, Node, Parts, Task } from "./node.ts";
import { stepOf } from "./pen.ts";
import type { Pen } from "./pen.ts";
import { leafOf, readEntries } from "./read-entries.ts";
import { readList, readParts } from "./read-parts.ts";

/**
 * Reads a workflow without `extends` into its canonical form.
 *
 * @param body the workflow as written, without name and version; keywords of inheritance are not looked at
 * @param pen who writes it
 */
export function readFlow(body: JsonMap, pen: Pen): Flow {
  const parts = new Map<string, Node>(readFlowParts(body, pen));
  const type = own(body, "type") === "reverse" ? "reverse" : "direct";
  if (type === "reverse") parts.set("type", leafOf("reverse", pen, "set", ["type"]));
  const tasks = new Map<string, Task>();
  const written = own(body, "tasks");
  for (const [name, task] of Object.entries(written !== undefined && isMap(written) ? written : {})) {
    if (isMap(task)) tasks.set(name, readTask(name, task, pen, "set"));
  }
  return { type, parts, defaults: readDefaults(body, pen), tasks, gone: new Map() };
}

/**
 * Reads a task that its definition introduces.
 *
 * @param op `set` in a workflow without parents, `add` in a child
 */
export function readTask(name: string, body: JsonMap, pen: Pen, op: string): Task {
  const at = ["tasks", name];
  return { born: [pen.id], changed: [pen.id], trail: [stepOf(pen, op, at)], parts: readParts(body, pen, op, at) };
}

/** Reads the workflow attributes that merge, all but `task-defaults` and `tasks`. */
export function readFlowParts(body: JsonMap, pen: Pen): Parts {
  const parts = new Map<string, Node>();
  for (const [attribute, kind] of flowAttributes) {
    const value = own(body, attribute);
    if (value === undefined || value === null) continue;
    if (attribute === "input") parts.set(attribute, readParameters(value, pen));
    else if (kind === "list") parts.set(attribute, readList(attribute, value, pen, "set", [attribute]));
    else if (kind === "entries") parts.set(attribute, readEntries(value, pen, "set", [attribute]));
    else parts.set(attribute, leafOf(value, pen, "set", [attribute]));
  }
  return parts;
}

/** Reads `task-defaults`. */
export function readDefaults(body: JsonMap, pen: Pen): Parts {
  const value = own(body, "task-defaults");
  return value !== undefined && isMap(value) ? readParts(value, pen, "set", ["task-defaults"]) : emptyParts;
}

/** The value of an own key. */
export function own(map: JsonMap, key: string): Json | undefined {
  return Object.hasOwn(map, key) ? map[key] : undefined;
}

function readParameters(value: Json, pen: Pen): Entries {
  const entries = new Map<string, Leaf>();
  const list: readonly Json[] = Array.isArray(value) ? value : [value];
  list.forEach((parameter, index) => {
    const at = ["input", index];
    if (typeof parameter === "string") entries.set(parameter, { ...leafOf(null, pen, "set", at), isRequired: true });
    if (!isMap(parameter)) return;
    for (const [name, byDefault] of Object.entries(parameter)) entries.set(name, leafOf(byDefault, pen, "set", at));
  });
  return { kind: "entries", entries };
}
