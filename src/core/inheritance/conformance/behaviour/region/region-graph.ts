import type { Entry, Net, Node, Question } from "../space/net.ts";

/** A part of both sides that is entered at one task and has all the differences of its place. */
export interface Region {
  readonly entry: number;
  readonly tasks: ReadonlySet<number>;
}

/** Both sides of a question as one graph, with a node more from which everything starts. */
export class RegionGraph {
  readonly question: Question;
  /** The number of the beginning. */
  readonly root: number;
  private readonly targets: readonly ReadonlySet<number>[];
  private readonly sources: readonly ReadonlySet<number>[];
  private readonly dominators: readonly number[];

  constructor(question: Question) {
    this.question = question;
    this.root = question.tasks.length;
    const targets = Array.from({ length: this.root + 1 }, () => new Set<number>());
    for (const net of [question.parent, question.child]) {
      for (const [task, { leadsTo }] of net.nodes.entries()) for (const to of leadsTo) targets[task]?.add(to);
      for (const start of net.starts) targets[this.root]?.add(start);
    }
    const sources = targets.map(() => new Set<number>());
    for (const [task, all] of targets.entries()) for (const to of all) sources[to]?.add(task);
    this.targets = targets;
    this.sources = sources;
    this.dominators = dominatorsOf(targets, sources, this.root);
  }

  /** What differs between the sides, in groups of neighbours. */
  changes(): Set<number>[] {
    const { parent, child, roles } = this.question;
    const changed = new Set<number>();
    for (const [task, role] of roles.entries()) {
      const [was, is] = [parent.nodes[task], child.nodes[task]];
      if (role === "hidden" || was === undefined || is === undefined || !isSameNode(was, is)) changed.add(task);
    }
    if (parent.starts.join() !== child.starts.join()) changed.add(this.root);
    const groups: Set<number>[] = [];
    for (const first of changed) {
      if (groups.some((group) => group.has(first))) continue;
      const group = new Set([first]);
      for (const task of group) {
        for (const next of [...this.targetsOf(task), ...this.sourcesOf(task)]) if (changed.has(next)) group.add(next);
      }
      groups.push(group);
    }
    return groups;
  }

  targetsOf(task: number): ReadonlySet<number> {
    return this.targets[task] ?? new Set();
  }

  sourcesOf(task: number): ReadonlySet<number> {
    return this.sources[task] ?? new Set();
  }

  /** Everything that can be reached from these tasks. */
  reachOf(tasks: Iterable<number>): Set<number> {
    const found = new Set(tasks);
    for (const task of found) for (const next of this.targetsOf(task)) found.add(next);
    return found;
  }

  /** The nearest task without which none of these is reached. */
  entryOf(tasks: Iterable<number>): number {
    let entry: number | undefined;
    for (const task of tasks) entry = entry === undefined ? task : this.common(entry, task);
    return entry ?? this.root;
  }

  /** The nearest other task without which this one is not reached. */
  above(task: number): number {
    return this.dominators[task] ?? this.root;
  }

  private common(one: number, other: number): number {
    const above = new Set([one]);
    for (const task of above) if (task !== this.root) above.add(this.above(task));
    let found = other;
    while (!above.has(found)) found = this.above(found);
    return found;
  }
}

/** Inbound tasks aside: they follow from what the others lead to. */
function isSameNode(a: Node, b: Node): boolean {
  return (
    a.needed === b.needed &&
    a.isForAll === b.isForAll &&
    a.leadsTo.join() === b.leadsTo.join() &&
    isSameEntries(a.onSuccess, b.onSuccess) &&
    isSameEntries(a.onError, b.onError)
  );
}

function isSameEntries(a: readonly Entry[], b: readonly Entry[]): boolean {
  return a.length === b.length && a.every((entry, place) => JSON.stringify(entry) === JSON.stringify(b[place]));
}

/** For each task the nearest one without which it is not reached; what is never reached is right under the root. */
function dominatorsOf(
  targets: readonly ReadonlySet<number>[],
  sources: readonly ReadonlySet<number>[],
  root: number,
): number[] {
  const order = reversePostorder(targets, root);
  const place = new Map(order.map((task, index) => [task, index] as const));
  const found = new Map<number, number>([[root, root]]);
  const meet = (a: number, b: number): number => {
    let [one, other] = [a, b];
    while (one !== other) {
      while ((place.get(one) ?? 0) > (place.get(other) ?? 0)) one = found.get(one) ?? root;
      while ((place.get(other) ?? 0) > (place.get(one) ?? 0)) other = found.get(other) ?? root;
    }
    return one;
  };
  for (let isChanged = true; isChanged;) {
    isChanged = false;
    for (const task of order.slice(1)) {
      const known = [...(sources[task] ?? [])].filter((source) => found.has(source));
      const nearest = known.reduce(meet);
      if (found.get(task) === nearest) continue;
      found.set(task, nearest);
      isChanged = true;
    }
  }
  return targets.map((_, task) => found.get(task) ?? root);
}

function reversePostorder(targets: readonly ReadonlySet<number>[], root: number): number[] {
  const order: number[] = [];
  const seen = new Set([root]);
  const calls = [{ task: root, rest: [...(targets[root] ?? [])] }];
  for (let call = calls.at(-1); call !== undefined; call = calls.at(-1)) {
    const next = call.rest.pop();
    if (next === undefined) {
      order.push(call.task);
      calls.pop();
    } else if (!seen.has(next)) {
      seen.add(next);
      calls.push({ task: next, rest: [...(targets[next] ?? [])] });
    }
  }
  return order.toReversed();
}

/** The tasks of a side that run at most once: a way to them comes once, and no join that waits for a number is on it. */
export function runOnce(net: Net): ReadonlySet<number> {
  const known = new Map<number, boolean>();
  const isOnce = (task: number): boolean => {
    const found = known.get(task);
    if (found !== undefined) return found;
    // What is asked for again before it is known lies on a circle.
    known.set(task, false);
    const answer = findOnce(net, task, isOnce);
    known.set(task, answer);
    return answer;
  };
  return new Set([...net.nodes.keys()].filter(isOnce));
}

function findOnce(net: Net, task: number, isOnce: (task: number) => boolean): boolean {
  const node = net.nodes[task];
  if (node === undefined || !node.inbound.every(isOnce)) return false;
  if (node.isForAll) return true;
  if (node.needed > 0) return false;
  if (node.inbound.length !== 1) return node.inbound.length === 0;
  const source = net.nodes[node.inbound[0] ?? -1];
  return [source?.onSuccess, source?.onError].every(
    (entries) => (entries ?? []).filter(({ to }) => to === task).length <= 1,
  );
}
