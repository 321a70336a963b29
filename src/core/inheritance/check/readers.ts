import type { Json } from "../../base/index.ts";
import type { Flow, Node, Parts } from "../canon/node.ts";
import { entryPath } from "../edit/remove-path.ts";
import { tasksRead, variablesRead } from "./reads.ts";

/** A place with expressions: the smallest one that `remove` can name. */
export interface Reader {
  readonly path: readonly string[];
  /** Tasks that are read by name. */
  readonly tasks: ReadonlySet<string>;
  /** Variables that are read. */
  readonly variables: ReadonlySet<string>;
}

/** Readers among attributes, which never change. */
const known = new WeakMap<Parts, readonly Reader[]>();

/** All places of a workflow that read a task or a variable, in the order of the rendering. */
export function* readersOf(flow: Flow): Generator<Reader> {
  yield* readersIn(flow.parts, []);
  yield* readersIn(flow.defaults, ["task-defaults"]);
  for (const [name, { parts }] of flow.tasks) yield* readersIn(parts, ["tasks", name]);
}

function* readersIn(parts: Parts, place: readonly string[]): Generator<Reader> {
  const readers = known.get(parts) ?? findReaders(parts);
  known.set(parts, readers);
  for (const { path, tasks, variables } of readers) yield { path: [...place, ...path], tasks, variables };
}

function findReaders(parts: Parts): Reader[] {
  const readers: Reader[] = [];
  for (const [attribute, node] of parts) {
    if (attribute === "description" || attribute === "tags" || attribute === "requires") continue;
    for (const [path, value] of valuesIn(node, [], attribute)) {
      const tasks = tasksRead(value);
      const variables = variablesRead(value);
      if (tasks.size > 0 || variables.size > 0) readers.push({ path, tasks, variables });
    }
  }
  return readers;
}

function* valuesIn(node: Node, place: readonly string[], attribute: string): Generator<readonly [string[], Json]> {
  const path = [...place, attribute];
  if (node.kind === "leaf") yield [path, node.value];
  else if (node.kind === "entries") {
    for (const [key, { value }] of node.entries) yield [[...path, key], value];
  } else if (node.kind === "list") {
    for (const { key, value } of node.items) yield [[...path, key], value];
  } else {
    for (const [scope, variables] of node.publish) yield* valuesIn(variables, [...path, "publish"], scope);
    for (const { key, value } of node.next?.items ?? []) yield [entryPath(place, attribute, key), value];
  }
}
