import { areBisimilar } from "./bisimilar.ts";
import { hasBit } from "./bits.ts";
import { atomsOf } from "./blocking.ts";
import type { Blocking } from "./blocking.ts";
import { explore } from "./space/explore.ts";
import type { Budget, Space } from "./space/explore.ts";
import { Unvalued } from "./space/guards.ts";
import type { Question } from "./space/net.ts";
import { Terrain } from "./terrain.ts";

/** More atoms than this are not gone through value by value (design, section 11). */
const maxAtoms = 10;

/** Where two sides differ: their state spaces for some values of the guards. */
export interface Difference {
  readonly parent: Space;
  readonly child: Space;
  readonly values: ReadonlyMap<number, boolean>;
}

/** The two sides of a question. */
export class Sides {
  readonly question: Question;
  private readonly parent: Terrain;
  private readonly child: Terrain;
  private readonly budget: Budget;
  private readonly signals: Signals;

  constructor(question: Question, budget: Budget, signals: Signals = {}) {
    this.question = question;
    this.parent = new Terrain(question.parent);
    this.child = new Terrain(question.child);
    this.budget = budget;
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
    const child = explore(this.child, { ...view, blocked: tasks, signal: this.signals.child }, this.budget);
    const parent = explore(
      this.parent,
      { ...view, blocked: new Set<number>(), signal: this.signals.parent },
      this.budget,
    );
    return areBisimilar(parent, child) ? undefined : { parent, child, values };
  }

  /** What is asked for more than once may be true the one time and false the other; so may all where there are many. */
  private freeAtoms({ values }: Blocking): Set<number> {
    const free = new Set<number>();
    const all = new Set<number>();
    for (const terrain of [this.parent, this.child]) {
      for (const atom of atomsOf(terrain.net)) if (!values.has(atom)) all.add(atom);
      for (const [task, { onSuccess, onError }] of terrain.net.nodes.entries()) {
        if (!isRepeated(terrain, task)) continue;
        for (const { atom } of [...onSuccess, ...onError]) if (atom >= 0 && !values.has(atom)) free.add(atom);
      }
    }
    return all.size - free.size > maxAtoms ? all : free;
  }
}

/** What is seen of the states of each side as long as they last. */
export interface Signals {
  readonly parent?: NonNullable<Parameters<typeof explore>[1]["signal"]>;
  readonly child?: NonNullable<Parameters<typeof explore>[1]["signal"]>;
}

/** Whether a task lies on a circle, or behind one. */
function isRepeated(terrain: Terrain, task: number): boolean {
  const isOnCircle = (one: number): boolean => terrain.canTake(one, one);
  return terrain.net.nodes.some(
    (_, one) => isOnCircle(one) && (one === task || hasBit(terrain.taken[one] ?? new Uint32Array(), task)),
  );
}
