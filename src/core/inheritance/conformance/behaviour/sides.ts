import { areBisimilar } from "./bisimilar.ts";
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
    const child = explore(this.child, { ...view, blocked: tasks, signal: this.signals?.child }, this.budget);
    const nothing = new Set<number>();
    const parent = explore(this.parent, { ...view, blocked: nothing, signal: this.signals?.parent }, this.budget);
    return areBisimilar(parent, child) ? undefined : { parent, child, values };
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

type Signal = NonNullable<Parameters<typeof explore>[1]["signal"]>;

/** The atoms that guards of tasks on a circle or behind one ask for, which may be true the one time and false the other. */
export function repeatedAtoms({ parent, child }: Question): Set<number> {
  const repeated = new Set<number>();
  for (const net of [parent, child]) {
    const terrain = new Terrain(net);
    const circle = [...net.nodes.keys()].filter((task) => terrain.canTake(task, task));
    for (const [task, { onSuccess, onError }] of net.nodes.entries()) {
      if (!circle.some((one) => one === task || terrain.canTake(one, task))) continue;
      for (const { atom } of [...onSuccess, ...onError]) if (atom >= 0) repeated.add(atom);
    }
  }
  return repeated;
}
