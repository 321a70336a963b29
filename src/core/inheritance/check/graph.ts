import { clauseNames } from "../canon/attributes.ts";
import { effectiveNext } from "../canon/next.ts";
import type { Flow, Item } from "../canon/node.ts";

export interface Arrow {
  readonly source: string;
  readonly clause: string;
  readonly item: Item;
}

/** Who leads to whom in a direct workflow, `task-defaults` applied as Mistral does; commands are arrows, too. */
export interface FlowGraph {
  readonly arrows: readonly Arrow[];
  /** For every task those that lead to it, itself perhaps included. */
  readonly sources: ReadonlyMap<string, ReadonlySet<string>>;
  /** For every task those that it leads to. */
  readonly targets: ReadonlyMap<string, ReadonlySet<string>>;
}

/** Graphs of workflows, which never change. */
const known = new WeakMap<Flow, FlowGraph>();

/** The graph of a workflow. */
export function graphOf(flow: Flow): FlowGraph {
  const graph = known.get(flow) ?? buildGraph(flow);
  known.set(flow, graph);
  return graph;
}

function buildGraph(flow: Flow): FlowGraph {
  const arrows: Arrow[] = [];
  const sources = new Map<string, Set<string>>();
  const targets = new Map<string, Set<string>>();
  for (const name of flow.tasks.keys()) {
    sources.set(name, new Set());
    targets.set(name, new Set());
  }
  for (const [source, { parts }] of flow.tasks) {
    for (const clause of clauseNames) {
      for (const item of effectiveNext(source, parts, flow.defaults, clause)) {
        arrows.push({ source, clause, item });
        sources.get(item.key)?.add(source);
        if (sources.has(item.key)) targets.get(source)?.add(item.key);
      }
    }
  }
  return { arrows, sources, targets };
}

/** Whether nothing leads to the task. */
export function isStart(graph: FlowGraph, task: string): boolean {
  return graph.sources.get(task)?.size === 0;
}

/** Everything that can be reached along a relation, the beginning itself only if it is reached again. */
export function reach(relation: ReadonlyMap<string, Iterable<string>>, from: string): Set<string> {
  const found = new Set<string>();
  const pending = [...(relation.get(from) ?? [])];
  for (let name = pending.pop(); name !== undefined; name = pending.pop()) {
    if (found.has(name)) continue;
    found.add(name);
    pending.push(...(relation.get(name) ?? []));
  }
  return found;
}

/**
 * The circles of a relation, each as the list of its members in the given order.
 *
 * @param relation from each name to others
 */
export function circlesOf(relation: ReadonlyMap<string, Iterable<string>>): string[][] {
  const circles: string[][] = [];
  const done = new Set<string>();
  for (const name of relation.keys()) {
    if (done.has(name)) continue;
    const reached = reach(relation, name);
    if (!reached.has(name)) continue;
    const circle = [...relation.keys()].filter(
      (other) => other === name || (reached.has(other) && reach(relation, other).has(name)),
    );
    for (const other of circle) done.add(other);
    circles.push(circle);
  }
  return circles;
}
