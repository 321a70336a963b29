import { silent } from "./explore.ts";
import type { Space } from "./explore.ts";

/** What one side can do after a trace and the other cannot. */
export interface TraceDifference {
  /** Events that both can go through. */
  readonly trace: readonly number[];
  readonly side: "parent" | "child";
  readonly next:
    | { readonly type: "event"; readonly event: number }
    | { readonly type: "end"; readonly mark: string }
    /** Everything that is possible on the other side may be ruled out already. */
    | { readonly type: "choice" };
}

/** So many pairs of sets of states are looked at. */
const maxPairs = 4000;

interface Pair {
  readonly parent: readonly number[];
  readonly child: readonly number[];
  readonly trace: readonly number[];
}

/**
 * Finds a shortest trace after which two state spaces differ.
 *
 * @returns undefined when none of the differences between them can be told by a trace, or none was found soon enough
 */
export function traceDifference(parent: Space, child: Space): TraceDifference | undefined {
  return search(parent, child, visibleDifference) ?? search(parent, child, choiceDifference);
}

type Look = (parent: Space, child: Space, pair: Pair) => TraceDifference | undefined;

function search(parent: Space, child: Space, look: Look): TraceDifference | undefined {
  const pending: Pair[] = [{ parent: closed(parent, [0]), child: closed(child, [0]), trace: [] }];
  const seen = new Set<string>();
  for (const pair of pending) {
    const found = look(parent, child, pair);
    if (found !== undefined) return found;
    for (const event of eventsOf(child, pair.child)) {
      const next = {
        parent: after(parent, pair.parent, event),
        child: after(child, pair.child, event),
        trace: [...pair.trace, event],
      };
      const key = `${next.parent.join()};${next.child.join()}`;
      if (seen.has(key) || next.parent.length === 0) continue;
      if (seen.size >= maxPairs) return undefined;
      seen.add(key);
      pending.push(next);
    }
  }
  return undefined;
}

function visibleDifference(parent: Space, child: Space, pair: Pair): TraceDifference | undefined {
  const [was, is] = [eventsOf(parent, pair.parent), eventsOf(child, pair.child)];
  const { trace } = pair;
  const more = [...is].find((event) => !was.has(event));
  if (more !== undefined) return { trace, side: "child", next: { type: "event", event: more } };
  const less = [...was].find((event) => !is.has(event));
  if (less !== undefined) return { trace, side: "parent", next: { type: "event", event: less } };
  const [ended, ends] = [endsOf(parent, pair.parent), endsOf(child, pair.child)];
  const newEnd = [...ends].find((mark) => !ended.has(mark));
  if (newEnd !== undefined) return { trace, side: "child", next: { type: "end", mark: newEnd } };
  const oldEnd = [...ended].find((mark) => !ends.has(mark));
  if (oldEnd !== undefined) return { trace, side: "parent", next: { type: "end", mark: oldEnd } };
  return undefined;
}

/** Looks for a state in which less is possible than in any settled one of the other side. */
function choiceDifference(parent: Space, child: Space, pair: Pair): TraceDifference | undefined {
  const { trace } = pair;
  if (hasNarrower(child, pair.child, parent, pair.parent)) return { trace, side: "child", next: { type: "choice" } };
  if (hasNarrower(parent, pair.parent, child, pair.child)) return { trace, side: "parent", next: { type: "choice" } };
  return undefined;
}

function hasNarrower(one: Space, states: readonly number[], other: Space, others: readonly number[]): boolean {
  const settled = others.filter((state) => isSettled(other, state)).map((state) => eventsOf(other, [state]));
  return states
    .filter((state) => isSettled(one, state))
    .map((state) => eventsOf(one, [state]))
    .some((events) => settled.every((wanted) => [...wanted].some((event) => !events.has(event))));
}

function isSettled({ moves, ends }: Space, state: number): boolean {
  return ends[state] === "" && eventsAt(moves[state] ?? []).every((event) => event !== silent);
}

/** The states that silent moves lead to from these, themselves included, in order. */
function closed({ moves }: Space, states: readonly number[]): number[] {
  const found = new Set(states);
  for (const state of found) {
    const list = moves[state] ?? [];
    for (let place = 0; place < list.length; place += 2) if (list[place] === silent) found.add(list[place + 1] ?? 0);
  }
  return [...found].toSorted((a, b) => a - b);
}

function after(space: Space, states: readonly number[], event: number): number[] {
  const reached = states.flatMap((state) => {
    const list = space.moves[state] ?? [];
    return list.filter((_, place) => place % 2 === 1 && list[place - 1] === event);
  });
  return closed(space, reached);
}

function eventsOf({ moves }: Space, states: readonly number[]): Set<number> {
  return new Set(states.flatMap((state) => eventsAt(moves[state] ?? [])).filter((event) => event !== silent));
}

function eventsAt(list: readonly number[]): number[] {
  return list.filter((_, place) => place % 2 === 0);
}

function endsOf({ ends }: Space, states: readonly number[]): Set<string> {
  return new Set(states.map((state) => ends[state] ?? "").filter((end) => end !== ""));
}
