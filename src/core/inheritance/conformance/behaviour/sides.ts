import { areBisimilar } from "./bisimilar.ts";
import { atomsOf } from "./blocking.ts";
import type { Blocking } from "./blocking.ts";
import { StateSpace } from "./space/explore.ts";
import type { Budget, View } from "./space/explore.ts";
import { Unvalued } from "./space/guards.ts";
import type { Net, Question } from "./space/net.ts";
import { earlyDifference, traceDifference } from "./space/traces.ts";
import type { TraceDifference } from "./space/traces.ts";
import { Terrain } from "./terrain.ts";

/** More atoms than this are not gone through value by value (design, section 11). */
const maxAtoms = 10;

/** Where two sides differ, for some values of the guards. */
export interface Difference {
  /** Undefined where no trace was found that tells it. */
  readonly found: TraceDifference | undefined;
  readonly values: ReadonlyMap<number, boolean>;
}

/** The two sides of a question. */
export class Sides {
  readonly question: Question;
  private readonly parent: Terrain;
  private readonly child: Terrain;
  private readonly budget: Budget;
  private readonly repeated: ReadonlySet<number>;
  private readonly signals: Signals | undefined;

  /**
   * @param repeated the {@link repeatedAtoms} of the whole
   * @param signals of a part: what the rest can tell of its states
   */
  constructor(question: Question, budget: Budget, repeated: ReadonlySet<number>, signals?: Signals) {
    this.question = question;
    this.parent = new Terrain(question.parent);
    this.child = new Terrain(question.child);
    this.budget = budget;
    this.repeated = repeated;
    this.signals = signals;
  }

  /**
   * Compares the sides for all values of the guards.
   *
   * @param blocking what the child leaves out
   * @returns the first difference; undefined when there is none
   * @throws TooLarge
   */
  difference(blocking: Blocking): Difference | undefined {
    return this.differenceWith(blocking, blocking.values, this.freeAtoms(blocking));
  }

  /** Goes through the values of atoms as they are asked for. */
  private differenceWith(
    blocking: Blocking,
    values: ReadonlyMap<number, boolean>,
    free: ReadonlySet<number>,
  ): Difference | undefined {
    try {
      return this.differenceFor(blocking, values, free);
    } catch (error) {
      if (!(error instanceof Unvalued)) throw error;
      for (const value of [false, true]) {
        const found = this.differenceWith(blocking, new Map([...values, [error.atom, value]]), free);
        if (found !== undefined) return found;
      }
      return undefined;
    }
  }

  private differenceFor(
    { tasks }: Blocking,
    values: ReadonlyMap<number, boolean>,
    free: ReadonlySet<number>,
  ): Difference | undefined {
    const view = { roles: this.question.roles, valuation: { values, free } };
    const childView = { ...view, blocked: tasks, signal: this.signals?.child };
    const child = new StateSpace(this.child, childView, this.budget);
    const parentView = { ...view, blocked: new Set<number>(), signal: this.signals?.parent };
    const parent = new StateSpace(this.parent, parentView, this.budget);
    const early = earlyDifference(parent, child);
    if (early !== undefined) return { found: early, values };
    if (areBisimilar(parent.whole(), child.whole())) return undefined;
    return { found: traceDifference(parent, child), values };
  }

  /** Where there are many, all may be true the one time and false the other. */
  private freeAtoms({ values }: Blocking): ReadonlySet<number> {
    const all = [this.parent, this.child].flatMap(({ net }) => [...atomsOf(net)]).filter((atom) => !values.has(atom));
    const valued = new Set(all.filter((atom) => !this.repeated.has(atom)));
    return valued.size > maxAtoms ? new Set(all) : new Set(all.filter((atom) => this.repeated.has(atom)));
  }
}

/** What is seen of the states of each side as long as they last. */
interface Signals {
  readonly parent: Signal;
  readonly child: Signal;
}

type Signal = NonNullable<View["signal"]>;

/** The atoms that guards of tasks on a circle or behind one ask for, which may be true the one time and false the other. */
export function repeatedAtoms({ parent, child }: Question): Set<number> {
  const repeated = new Set<number>();
  for (const net of [parent, child]) {
    const again = onCircleOrBehind(net);
    for (const [task, { onSuccess, onError }] of net.nodes.entries()) {
      if (!again.has(task)) continue;
      for (const { atom } of [...onSuccess, ...onError]) if (atom >= 0) repeated.add(atom);
    }
  }
  return repeated;
}

/** What is left when all tasks that nothing leads to are taken away, again and again. */
function onCircleOrBehind({ nodes }: Net): ReadonlySet<number> {
  const targets = nodes.map(({ onSuccess, onError }) => {
    return [...new Set([...onSuccess, ...onError].map(({ to }) => to))].filter((to) => to >= 0);
  });
  const counts = nodes.map(() => 0);
  for (const list of targets) for (const to of list) counts[to] = (counts[to] ?? 0) + 1;
  const left = new Set(nodes.keys());
  const pending = [...left].filter((task) => counts[task] === 0);
  for (let task = pending.pop(); task !== undefined; task = pending.pop()) {
    left.delete(task);
    for (const to of targets[task] ?? []) {
      counts[to] = (counts[to] ?? 0) - 1;
      if (counts[to] === 0) pending.push(to);
    }
  }
  return left;
}
