import type { Json, JsonMap } from "../../base/index.ts";
import { flowAttributes, scopeNames, taskAttributes } from "./attributes.ts";
import type { Clause, Entries, Flow, Leaf, List, Node, Parts, Task, Trail } from "./node.ts";
import { pointerOf } from "./pointer.ts";

/** A place below what was rendered, with its contributors. */
export type Noted = readonly [pointer: string, trail: Trail];

type Note = (pointer: string, trail: Trail) => void;

type Field = readonly [string, Json];

/** Attributes as they are written, with the contributors of every scalar, map entry and list element in them. */
interface Rendered {
  readonly body: JsonMap;
  readonly notes: readonly Noted[];
}

const silent: Note = () => undefined;

/** Attributes never change, and a child shares most of its tasks with its parent. */
const known = new WeakMap<Parts, Rendered>();

/**
 * Writes a workflow in its canonical rendering (design, section 3): a complete, plain Mistral workflow.
 *
 * @param flow the workflow
 */
export function renderFlow(flow: Flow): JsonMap {
  const tasks = [...flow.tasks].map(([name, { parts }]): Field => [name, renderTask(parts)]);
  const defaults = rendered(flow.defaults, renderParts).body;
  return Object.fromEntries<Json>([
    ...Object.entries(rendered(flow.parts, renderTop).body),
    ...(Object.keys(defaults).length === 0 ? [] : [["task-defaults", defaults] as const]),
    ["tasks", Object.fromEntries(tasks)],
  ]);
}

/**
 * Lists the contributors of every scalar, map entry and list element outside of the tasks, by JSON pointer into the
 * rendering.
 */
export function* topNotes(flow: Flow): Generator<Noted> {
  yield* rendered(flow.parts, renderTop).notes;
  yield* below("/task-defaults", flow.defaults);
}

/** Lists the contributors of a task and of all that is in it. */
export function* taskNotes(name: string, task: Task): Generator<Noted> {
  const pointer = pointerOf("/tasks", name);
  yield [pointer, task.trail];
  yield* below(pointer, task.parts);
}

/** Writes a task; one that has no attribute left calls `std.noop`, as Mistral refuses an empty one. */
function renderTask(parts: Parts): JsonMap {
  const { body } = rendered(parts, renderParts);
  return Object.keys(body).length === 0 ? { action: "std.noop" } : body;
}

function* below(pointer: string, parts: Parts): Generator<Noted> {
  for (const [inner, trail] of rendered(parts, renderParts).notes) yield [pointer + inner, trail];
}

function rendered(parts: Parts, render: (parts: Parts, note: Note) => Field[]): Rendered {
  const before = known.get(parts);
  if (before !== undefined) return before;
  const notes: Noted[] = [];
  const fields = render(parts, (pointer, trail) => notes.push([pointer, trail]));
  const result = { body: Object.fromEntries(fields), notes };
  known.set(parts, result);
  return result;
}

function renderTop(parts: Parts, note: Note): Field[] {
  const fields: Field[] = [];
  const type = parts.get("type");
  if (type?.kind === "leaf") fields.push(["type", renderLeaf(type, "/type", note)]);
  for (const attribute of flowAttributes.keys()) {
    const node = parts.get(attribute);
    if (node === undefined) continue;
    const pointer = pointerOf("", attribute);
    if (attribute === "input" && node.kind === "entries") fields.push(...renderParameters(node, pointer, note));
    else fields.push(...renderNode(attribute, node, pointer, note));
  }
  return fields;
}

/** The entries of a list of transitions, guards included. */
export function renderItems(list: List | undefined): Json[] {
  return list === undefined ? [] : list.items.map(({ value }) => value);
}

/** What an attribute is rendered as; undefined when it is empty and therefore dropped. */
export function renderAttribute(attribute: string, node: Node): Json | undefined {
  return renderNode(attribute, node, "", silent)[0]?.[1];
}

function renderParts(parts: Parts, note: Note): Field[] {
  const fields: Field[] = [];
  for (const attribute of taskAttributes.keys()) {
    const node = parts.get(attribute);
    if (node !== undefined) fields.push(...renderNode(attribute, node, pointerOf("", attribute), note));
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
