import type { Json, JsonMap } from "../../base/index.ts";
import { flowAttributes, scopeNames, taskAttributes } from "./attributes.ts";
import type { Clause, Entries, Flow, Leaf, List, Node, Parts, Trail } from "./node.ts";
import { pointerOf } from "./pointer.ts";

/** Is told every scalar, map entry, list element and task of what is rendered. */
export type Note = (pointer: string, trail: Trail) => void;

type Field = readonly [string, Json];

const silent: Note = () => undefined;

/**
 * Writes a workflow in its canonical rendering (design, section 3): a complete, plain Mistral workflow.
 *
 * @param flow the workflow
 * @param note is told the provenance of every place, by its JSON pointer
 */
export function renderFlow(flow: Flow, note: Note = silent): JsonMap {
  const fields: Field[] = [];
  const type = flow.parts.get("type");
  if (type?.kind === "leaf") fields.push(["type", renderLeaf(type, "/type", note)]);
  for (const attribute of flowAttributes.keys()) {
    const node = flow.parts.get(attribute);
    if (node === undefined) continue;
    const pointer = pointerOf("", attribute);
    if (attribute === "input" && node.kind === "entries") fields.push(...renderParameters(node, pointer, note));
    else fields.push(...renderNode(attribute, node, pointer, note));
  }
  const defaults = renderParts(flow.defaults, "/task-defaults", note);
  if (defaults.length > 0) fields.push(["task-defaults", Object.fromEntries(defaults)]);
  const tasks: Field[] = [];
  for (const [name, task] of flow.tasks) {
    const pointer = pointerOf("/tasks", name);
    note(pointer, task.trail);
    tasks.push([name, renderTask(task.parts, pointer, note)]);
  }
  fields.push(["tasks", Object.fromEntries(tasks)]);
  return Object.fromEntries(fields);
}

/**
 * Writes a task; one that has no attribute left calls `std.noop`, as Mistral refuses an empty one.
 *
 * @param parts its attributes
 * @param pointer its place
 * @param note is told the provenance of every place
 */
export function renderTask(parts: Parts, pointer = "", note: Note = silent): JsonMap {
  const fields = renderParts(parts, pointer, note);
  return fields.length === 0 ? { action: "std.noop" } : Object.fromEntries(fields);
}

/** The entries of a list of transitions, guards included. */
export function renderItems(list: List | undefined): Json[] {
  return list === undefined ? [] : list.items.map(({ value }) => value);
}

/** What an attribute is rendered as; undefined when it is empty and therefore dropped. */
export function renderAttribute(attribute: string, node: Node): Json | undefined {
  return renderNode(attribute, node, "", silent)[0]?.[1];
}

function renderParts(parts: Parts, pointer: string, note: Note): Field[] {
  const fields: Field[] = [];
  if (parts.size === 0) return fields;
  for (const attribute of taskAttributes.keys()) {
    const node = parts.get(attribute);
    if (node !== undefined) fields.push(...renderNode(attribute, node, pointerOf(pointer, attribute), note));
  }
  return fields;
}

function renderNode(attribute: string, node: Node, pointer: string, note: Note): Field[] {
  if (node.kind === "leaf") return [[attribute, renderLeaf(node, pointer, note)]];
  if (node.kind === "list") return renderList(attribute, node, pointer, note);
  if (node.kind === "entries") return renderEntries(attribute, node, pointer, note);
  return renderClause(attribute, node, pointer, note);
}

function renderLeaf(leaf: Leaf, pointer: string, note: Note): Json {
  note(pointer, leaf.trail);
  return leaf.value;
}

function renderEntries(attribute: string, { entries }: Entries, pointer: string, note: Note): Field[] {
  const fields: Field[] = [];
  for (const [key, leaf] of entries) fields.push([key, renderLeaf(leaf, pointerOf(pointer, key), note)]);
  return fields.length === 0 ? [] : [[attribute, Object.fromEntries(fields)]];
}

function renderList(attribute: string, { items }: List, pointer: string, note: Note): Field[] {
  items.forEach(({ trail }, index) => note(`${pointer}/${index}`, trail));
  return items.length === 0 ? [] : [[attribute, items.map(({ value }) => value)]];
}

function renderParameters({ entries }: Entries, pointer: string, note: Note): Field[] {
  const list = [...entries].map(([name, leaf], index): Json => {
    note(`${pointer}/${index}`, leaf.trail);
    return leaf.isRequired === true ? name : Object.fromEntries([[name, leaf.value]]);
  });
  return list.length === 0 ? [] : [["input", list]];
}

function renderClause(attribute: string, { publish, next }: Clause, pointer: string, note: Note): Field[] {
  const scopes: Field[] = [];
  for (const scope of scopeNames) {
    const variables = publish.get(scope);
    if (variables === undefined) continue;
    scopes.push(...renderNode(scope, variables, pointerOf(`${pointer}/publish`, scope), note));
  }
  if (scopes.length === 0) return next === undefined ? [] : renderList(attribute, next, pointer, note);
  const fields: Field[] = [["publish", Object.fromEntries(scopes)]];
  if (next !== undefined) fields.push(...renderList("next", next, `${pointer}/next`, note));
  return [[attribute, Object.fromEntries(fields)]];
}
