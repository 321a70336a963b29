import type { Json, JsonMap } from "../base/index.ts";
import type { Flow, List, Node, Origins, Parts, Task, Trail } from "./canon/node.ts";
import { pointerOf, pointerTo } from "./canon/pointer.ts";
import { unitsOf } from "./canon/units.ts";

/** Explicit origins below attributes, which never change. */
const known = new WeakMap<Parts, readonly (readonly [string, Origins])[]>();

/**
 * The origins that do not follow from the provenance, by the pointer of the unit; of tasks where they were born, and
 * with `#` behind the pointer, who changed them last.
 *
 * @param flow a workflow
 */
export function explicitOrigins(flow: Flow): JsonMap {
  const found: [string, Json][] = [];
  const note = (pointer: string, origins: Origins, trail: Trail): void => {
    if (!areSame(origins, originsFrom(trail))) found.push([pointer, origins]);
  };
  const noteAll = (parts: Parts, place: string): void => {
    for (const [pointer, origins] of explicitBelow(parts)) found.push([place + pointer, origins]);
  };
  noteAll(flow.parts, "");
  noteAll(flow.defaults, "/task-defaults");
  for (const [name, task] of flow.tasks) {
    const place = pointerOf("/tasks", name);
    note(place, task.born, task.trail);
    note(`${place}#`, task.changed, task.trail);
    noteAll(task.parts, place);
  }
  for (const [pointer, { origins, trail }] of flow.gone) note(pointer, origins, trail);
  return Object.fromEntries(found);
}

function explicitBelow(parts: Parts): readonly (readonly [string, Origins])[] {
  const before = known.get(parts);
  if (before !== undefined) return before;
  const found: [string, Origins][] = [];
  for (const { path, origins, trail } of unitsOf(parts, [])) {
    if (!areSame(origins, originsFrom(trail))) found.push([pointerTo(path), origins]);
  }
  known.set(parts, found);
  return found;
}

function areSame(a: Origins, b: Origins): boolean {
  return a.length === b.length && a.every((id, index) => id === b[index]);
}

/** Who gave a value, as its trail tells it: the last one who did more than bind a name. */
export function originsFrom(trail: Trail): Origins {
  const last = trail.findLast(({ op }) => op !== "bind");
  return last === undefined ? [] : [last.id];
}

/** Looks up what is recorded about a place. */
export interface Memory {
  /** By the pointer into the rendering. */
  trailAt(pointer: string): Trail;
  /** By the pointer of the unit. */
  originsAt(pointer: string): Origins | undefined;
}

/**
 * Gives a workflow, read from its rendering, the contributors back that were recorded with it.
 *
 * @param flow the workflow, with no gone parts
 * @param memory what was recorded
 */
export function withMemory(flow: Flow, memory: Memory): Flow {
  const tasks = new Map<string, Task>();
  for (const [name, task] of flow.tasks) {
    const pointer = pointerOf("/tasks", name);
    const trail = memory.trailAt(pointer);
    tasks.set(name, {
      trail,
      born: memory.originsAt(pointer) ?? originsFrom(trail),
      changed: memory.originsAt(`${pointer}#`) ?? originsFrom(trail),
      parts: remembered(task.parts, pointer, memory),
    });
  }
  const defaults = remembered(flow.defaults, "/task-defaults", memory);
  return { ...flow, parts: remembered(flow.parts, "", memory), defaults, tasks };
}

function remembered(parts: Parts, pointer: string, memory: Memory): Parts {
  const result = new Map<string, Node>();
  for (const [attribute, node] of parts) {
    const place = pointerOf(pointer, attribute);
    const unit = attribute === "workflow" ? pointerOf(pointer, "action") : place;
    const isInput = pointer === "" && attribute === "input" && node.kind === "entries";
    result.set(
      attribute,
      isInput ? rememberedParameters(node, place, memory) : rememberedNode(node, place, unit, memory),
    );
  }
  return result;
}

function rememberedNode<T extends Node>(node: T, place: string, unit: string, memory: Memory): T;
function rememberedNode(node: Node, place: string, unit: string, memory: Memory): Node {
  switch (node.kind) {
    case "leaf": {
      const trail = memory.trailAt(place);
      return { ...node, trail, origins: memory.originsAt(unit) ?? originsFrom(trail) };
    }
    case "entries": {
      const entries = [...node.entries].map(
        ([key, leaf]) => [key, rememberedNode(leaf, pointerOf(place, key), pointerOf(unit, key), memory)] as const,
      );
      return { ...node, entries: new Map(entries) };
    }
    case "list":
      return rememberedList(node, place, unit, memory);
    case "clause": {
      const publish = [...node.publish].map(([scope, variables]) => {
        const inside = pointerOf(`${place}/publish`, scope);
        return [scope, rememberedNode(variables, inside, inside, memory)] as const;
      });
      const list = publish.length === 0 ? place : `${place}/next`;
      const next = node.next === undefined ? undefined : rememberedList(node.next, list, `${place}/next`, memory);
      return { ...node, publish: new Map(publish), next };
    }
  }
}

function rememberedList(list: List, place: string, unit: string, memory: Memory): List {
  const items = list.items.map((item, index) => ({ ...item, trail: memory.trailAt(`${place}/${index}`) }));
  return { ...list, items, origins: memory.originsAt(unit) ?? originsFrom(items.flatMap(({ trail }) => trail)) };
}

function rememberedParameters(node: Extract<Node, { kind: "entries" }>, place: string, memory: Memory): Node {
  const entries = [...node.entries].map(([name, leaf], index) => {
    return [name, rememberedNode(leaf, `${place}/${index}`, pointerOf(place, name), memory)] as const;
  });
  return { ...node, entries: new Map(entries) };
}
