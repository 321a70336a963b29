import type { Clause, Entries, Flow, Gone, Leaf, List, Node, Parts, Step, Task } from "../canon/node.ts";
import type { Pen } from "../canon/pen.ts";
import { stepOf } from "../canon/pen.ts";
import { pointerTo } from "../canon/pointer.ts";
import { unitsOf, unitsUnder } from "../canon/units.ts";
import type { Unit } from "../canon/units.ts";
import type { RemovePath } from "./remove-path.ts";

/** Takes paths away from a workflow and writes down what went. */
export class Removal {
  readonly gone = new Map<string, Gone>();
  private readonly pen: Pen;
  private step: Step | undefined;

  constructor(pen: Pen) {
    this.pen = pen;
  }

  /**
   * @param flow the workflow as it stands
   * @param path what to take away; parts that are gone already are passed over
   * @returns the workflow without it
   */
  take(flow: Flow, { target, index }: RemovePath): Flow {
    this.step = stepOf(this.pen, "remove", ["remove", index]);
    if (target.area === "flow") return { ...flow, parts: this.takePart(flow.parts, target.path, []) };
    if (target.area === "defaults") {
      const place = ["task-defaults"];
      const { path } = target;
      if (path.length > 0) return { ...flow, defaults: this.takePart(flow.defaults, path, place) };
      this.note(unitsOf(flow.defaults, place));
      return { ...flow, defaults: new Map() };
    }
    return { ...flow, tasks: this.takeTasks(flow.tasks, target.task, target.path) };
  }

  private takeTasks(
    tasks: ReadonlyMap<string, Task>,
    name: string | undefined,
    path: readonly string[],
  ): ReadonlyMap<string, Task> {
    const left = new Map(tasks);
    for (const [key, task] of name === undefined ? tasks : one(tasks, name)) {
      const place = ["tasks", key];
      if (path.length > 0) {
        const parts = this.takePart(task.parts, path, place);
        if (parts !== task.parts) left.set(key, { ...task, parts });
        continue;
      }
      this.note([{ path: place, origins: task.born, trail: task.trail }]);
      left.delete(key);
    }
    return left;
  }

  private takePart(parts: Parts, path: readonly string[], place: readonly string[]): Parts {
    const [attribute = "", ...rest] = path;
    const node = parts.get(attribute);
    if (node === undefined) return parts;
    const left = this.takeNode(node, rest, [...place, attribute]);
    if (left === node) return parts;
    const result = new Map(parts);
    if (left === undefined) result.delete(attribute);
    else result.set(attribute, left);
    return result;
  }

  private takeNode(node: Node, rest: readonly string[], place: readonly string[]): Node | undefined {
    const [key, ...deeper] = rest;
    if (key === undefined) {
      const slot = place.at(-1) === "workflow" ? [...place.slice(0, -1), "action"] : place;
      this.note(unitsUnder(node, slot));
      return undefined;
    }
    if (node.kind === "entries") return this.takeEntry(node, key, place);
    if (node.kind === "list") return this.takeItems(node, key, place, place);
    return node.kind === "clause" ? this.takeOfClause(node, key, deeper, place) : node;
  }

  private takeEntry(node: Entries, key: string, place: readonly string[]): Entries | undefined {
    const leaf = node.entries.get(key);
    if (leaf === undefined) return node;
    this.note([{ ...leaf, path: [...place, key] }]);
    const entries = new Map(node.entries);
    entries.delete(key);
    return entries.size === 0 ? undefined : { kind: "entries", entries };
  }

  private takeItems(list: List, key: string, place: readonly string[], unit: readonly string[]): List | undefined {
    const items = list.items.filter((item) => item.key !== key);
    if (items.length === list.items.length) return list;
    const trail = list.items.filter((item) => item.key === key).flatMap((item) => item.trail);
    this.note([{ path: [...place, key], origins: list.origins, trail }]);
    if (items.length > 0) return { kind: "list", items, origins: [this.pen.id] };
    this.note([{ path: unit, origins: list.origins, trail }]);
    return undefined;
  }

  private takeOfClause(
    node: Clause,
    part: string,
    [key, ...deeper]: readonly string[],
    place: readonly string[],
  ): Clause | undefined {
    if (part === "next") {
      if (node.next === undefined) return node;
      const unit = [...place, "next"];
      if (key === undefined) this.note(unitsUnder(node.next, unit));
      const next = key === undefined ? undefined : this.takeItems(node.next, key, place, unit);
      return next === node.next ? node : clauseOf(node.publish, next);
    }
    const publish = new Map<string, Entries | Leaf>();
    let isChanged = false;
    for (const [scope, variables] of node.publish) {
      const inside = [...place, "publish", scope];
      const isMeant = key === undefined || key === scope;
      const left = isMeant ? this.takeNode(variables, deeper, inside) : variables;
      isChanged ||= left !== variables;
      if (left?.kind === "entries" || left?.kind === "leaf") publish.set(scope, left);
    }
    return isChanged ? clauseOf(publish, node.next) : node;
  }

  private note(units: Iterable<Unit>): void {
    const step = this.step;
    if (step === undefined) return;
    for (const { path, trail } of units) {
      this.gone.set(pointerTo(path), { origins: [this.pen.id], trail: [...trail, step] });
    }
  }
}

function clauseOf(publish: Clause["publish"], next: List | undefined): Clause | undefined {
  return publish.size === 0 && next === undefined ? undefined : { kind: "clause", publish, next };
}

function one(tasks: ReadonlyMap<string, Task>, name: string): readonly (readonly [string, Task])[] {
  const task = tasks.get(name);
  return task === undefined ? [] : [[name, task]];
}
