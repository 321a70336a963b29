import { silent } from "./space/explore.ts";
import type { Space } from "./space/explore.ts";

/** States of two spaces together, those that silent moves lead round in a circle taken as one. */
export interface Quotient {
  /** As in a {@link Space}; silent moves from a state to itself are left out. */
  readonly moves: readonly (readonly number[])[];
  readonly ends: readonly string[];
  readonly signals: readonly string[];
  /** Every state after those to which a silent move leads from it without changing the signal. */
  readonly order: readonly number[];
  readonly starts: readonly [number, number];
}

/** Puts two spaces side by side and contracts circles of silent moves: branching bisimilarity does not tell them apart. */
export function quotientOf(a: Space, b: Space): Quotient {
  const offset = a.moves.length;
  const shifted = b.moves.map((moves) => moves.map((value, place) => (place % 2 === 1 ? value + offset : value)));
  const moves = [...a.moves, ...shifted];
  const ends = [...a.ends, ...b.ends];
  const signals = [...a.signals, ...b.signals];
  const { component, count } = components(moves.map((list, state) => silentTargets(list, state, signals)));
  const merged = Array.from({ length: count }, (): number[] => []);
  const mergedEnds = Array.from({ length: count }, () => "");
  const mergedSignals = [...mergedEnds];
  for (const [state, list] of moves.entries()) {
    const from = component[state] ?? 0;
    mergedEnds[from] = ends[state] ?? "";
    mergedSignals[from] = signals[state] ?? "";
    for (let place = 0; place < list.length; place += 2) {
      const event = list[place] ?? silent;
      const to = component[list[place + 1] ?? 0] ?? 0;
      if (event !== silent || to !== from) merged[from]?.push(event, to);
    }
  }
  const order = Array.from({ length: count }, (_, place) => place);
  const starts = [component[0] ?? 0, component[offset] ?? 0] as const;
  return { moves: merged, ends: mergedEnds, signals: mergedSignals, order, starts };
}

function silentTargets(list: readonly number[], state: number, signals: readonly string[]): number[] {
  const targets: number[] = [];
  for (let place = 0; place < list.length; place += 2) {
    const to = list[place + 1] ?? 0;
    if (list[place] === silent && signals[to] === signals[state]) targets.push(to);
  }
  return targets;
}

/** The strongly connected components of a graph (Tarjan), numbered so that every arrow leads to the same or a lower one. */
function components(graph: readonly (readonly number[])[]): { component: number[]; count: number } {
  const component = graph.map(() => -1);
  const index = graph.map(() => -1);
  const low = graph.map(() => 0);
  const stack: number[] = [];
  let [next, count] = [0, 0];
  for (const root of graph.keys()) {
    if (index[root] !== -1) continue;
    const calls = [{ node: root, place: 0 }];
    for (let call = calls.at(-1); call !== undefined; call = calls.at(-1)) {
      const { node } = call;
      if (call.place === 0) {
        index[node] = next;
        low[node] = next;
        next += 1;
        stack.push(node);
      }
      const target = graph[node]?.[call.place];
      call.place += 1;
      if (target !== undefined) {
        if (index[target] === -1) calls.push({ node: target, place: 0 });
        else if (component[target] === -1) low[node] = Math.min(low[node] ?? 0, index[target] ?? 0);
        continue;
      }
      calls.pop();
      const above = calls.at(-1);
      if (above !== undefined) low[above.node] = Math.min(low[above.node] ?? 0, low[node] ?? 0);
      if (low[node] !== index[node]) continue;
      for (let member = stack.pop(); member !== undefined; member = stack.pop()) {
        component[member] = count;
        if (member === node) break;
      }
      count += 1;
    }
  }
  return { component, count };
}
