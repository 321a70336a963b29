import { silent } from "./explore.ts";
import type { StateSpace } from "./explore.ts";

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

/** What is asked of the state spaces. */
export type Walk = Pick<StateSpace, "movesOf" | "endOf">;

/** So many pairs of sets of states are looked at where the spaces are there as a whole. */
const maxPairs = 4000;

/** So many are looked at before. Most differences lie near the beginning, or on the way on which all goes well. */
const maxEarlyPairs = 400;

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
export function traceDifference(parent: Walk, child: Walk): TraceDifference | undefined {
  return (
    search(parent, child, visibleDifference, { most: maxPairs, order: "breadth" }) ??
    search(parent, child, choiceDifference, { most: maxPairs, order: "breadth" })
  );
}

/** Looks for a trace after which two state spaces differ, without making them as a whole. */
export function earlyDifference(parent: Walk, child: Walk): TraceDifference | undefined {
  return (
    search(parent, child, visibleDifference, { most: maxEarlyPairs, order: "breadth" }) ??
    search(parent, child, visibleDifference, { most: maxEarlyPairs, order: "depth" })
  );
}

type Look = (parent: Walk, child: Walk, pair: Pair) => TraceDifference | undefined;

function search(
  parent: Walk,
  child: Walk,
  look: Look,
  { most, order }: { readonly most: number; readonly order: "breadth" | "depth" },
): TraceDifference | undefined {
  const pending: Pair[] = [{ parent: closed(parent, [0]), child: closed(child, [0]), trace: [] }];
  const seen = new Set<string>();
  let place = 0;
  const take = (): Pair | undefined => (order === "depth" ? pending.pop() : pending[place++]);
  for (let pair = take(); pair !== undefined; pair = take()) {
    const found = look(parent, child, pair);
    if (found !== undefined) return found;
    const events = [...eventsOf(child, pair.child)];
    // What is put last is taken first: that all goes well.
    if (order === "depth") events.sort((a, b) => (b % 2) - (a % 2) || b - a);
    for (const event of events) {
      const next = {
        parent: after(parent, pair.parent, event),
        child: after(child, pair.child, event),
        trace: [...pair.trace, event],
      };
      const key = `${next.parent.join()};${next.child.join()}`;
      if (seen.has(key) || next.parent.length === 0) continue;
      if (seen.size >= most) return undefined;
      seen.add(key);
      pending.push(next);
    }
  }
  return undefined;
}

function visibleDifference(parent: Walk, child: Walk, pair: Pair): TraceDifference | undefined {
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
function choiceDifference(parent: Walk, child: Walk, pair: Pair): TraceDifference | undefined {
  const { trace } = pair;
  if (hasNarrower(child, pair.child, parent, pair.parent)) return { trace, side: "child", next: { type: "choice" } };
  if (hasNarrower(parent, pair.parent, child, pair.child)) return { trace, side: "parent", next: { type: "choice" } };
  return undefined;
}

function hasNarrower(one: Walk, states: readonly number[], other: Walk, others: readonly number[]): boolean {
  const settled = others.filter((state) => isSettled(other, state)).map((state) => eventsOf(other, [state]));
  return states
    .filter((state) => isSettled(one, state))
    .map((state) => eventsOf(one, [state]))
    .some((events) => settled.every((wanted) => [...wanted].some((event) => !events.has(event))));
}

function isSettled(walk: Walk, state: number): boolean {
  return walk.endOf(state) === "" && eventsAt(walk.movesOf(state)).every((event) => event !== silent);
}

/** The states that silent moves lead to from these, themselves included, in order. */
function closed(walk: Walk, states: readonly number[]): number[] {
  const found = new Set(states);
  for (const state of found) {
    const list = walk.movesOf(state);
    for (let place = 0; place < list.length; place += 2) if (list[place] === silent) found.add(list[place + 1] ?? 0);
  }
  return [...found].toSorted((a, b) => a - b);
}

function after(space: Walk, states: readonly number[], event: number): number[] {
  const reached = states.flatMap((state) => {
    const list = space.movesOf(state);
    return list.filter((_, place) => place % 2 === 1 && list[place - 1] === event);
  });
  return closed(space, reached);
}

function eventsOf(walk: Walk, states: readonly number[]): Set<number> {
  return new Set(states.flatMap((state) => eventsAt(walk.movesOf(state))).filter((event) => event !== silent));
}

function eventsAt(list: readonly number[]): number[] {
  return list.filter((_, place) => place % 2 === 0);
}

function endsOf(walk: Walk, states: readonly number[]): Set<string> {
  return new Set(states.map((state) => walk.endOf(state)).filter((end) => end !== ""));
}
