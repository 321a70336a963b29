import { blockingOf, noBlocking } from "./blocking.ts";
import type { Blocking } from "./blocking.ts";
import { TooLarge } from "./space/explore.ts";
import type { Budget } from "./space/explore.ts";
import { someBlockings } from "./life-cycle.ts";
import type { Question } from "./space/net.ts";
import type { Part } from "./region/cut-out.ts";
import { partsOf } from "./region/regions.ts";
import { repeatedAtoms, Sides } from "./sides.ts";
import { describeDifference, guardText } from "./witness.ts";

/** The relations that are decided on their own. */
export type Relation = "protocol" | "projection" | "life-cycle";

/** What came out about a relation. */
export type Answer =
  | { readonly type: "shown" }
  | { readonly type: "refuted"; readonly witness: string }
  | { readonly type: "undecided" };

/**
 * Compares the behaviour of two direct workflows (design, section 11, tier 2).
 *
 * @param question both, see `compileQuestion`
 * @param relation which of the relations
 * @param budget how much may be looked at; beyond it nothing is said
 */
export function compareBehaviour(question: Question, relation: Relation, budget: Budget): Answer {
  const comparison = new Comparison(question, budget);
  switch (relation) {
    case "projection":
      return comparison.hidden();
    case "protocol":
      return comparison.blocked();
    case "life-cycle":
      return comparison.mixed();
  }
}

class Comparison {
  private readonly question: Question;
  private readonly budget: Budget;
  private readonly repeated: ReadonlySet<number>;
  private readonly parts: readonly Part[] | undefined;
  private sides: Sides | undefined;

  constructor(question: Question, budget: Budget) {
    this.question = question;
    this.budget = budget;
    this.repeated = repeatedAtoms(question);
    this.parts = partsOf(question);
  }

  hidden(): Answer {
    return this.under(noBlocking);
  }

  blocked(): Answer {
    const { roles } = this.question;
    const blocking = blockingOf(this.question, new Set([...roles.keys()].filter((task) => roles[task] === "hidden")));
    if ("values" in blocking) return this.under(blocking);
    const { atom, task } = blocking;
    return {
      type: "refuted",
      witness: `'${task}' cannot be left out: the way to it depends on ${guardText(atom)}, as other ways do`,
    };
  }

  /** Tries all-hidden and all-blocked first: mostly one of them will do. */
  mixed(): Answer {
    const hidden = this.hidden();
    if (hidden.type === "shown") return hidden;
    const blocked = this.blocked();
    if (blocked.type === "shown") return blocked;
    const blockings = someBlockings(this.question);
    if (blockings === undefined || hidden.type === "undecided") return { type: "undecided" };
    let answer: Answer = hidden;
    for (const blocking of blockings) {
      const found = this.under(blocking);
      if (found.type === "shown") return found;
      if (found.type === "undecided") answer = found;
    }
    return answer;
  }

  private under(blocking: Blocking): Answer {
    if (this.areSameInParts(blocking)) return { type: "shown" };
    try {
      this.sides ??= new Sides(this.question, this.budget, this.repeated);
      const difference = this.sides.difference(blocking);
      if (difference === undefined) return { type: "shown" };
      return { type: "refuted", witness: describeDifference(this.question, difference, blocking) };
    } catch (error) {
      if (error instanceof TooLarge) return { type: "undecided" };
      throw error;
    }
  }

  private areSameInParts({ tasks, values }: Blocking): boolean {
    if (this.parts === undefined) return false;
    try {
      return this.parts.every(({ question, places, signals }) => {
        const blocked = new Set([...tasks].flatMap((task) => places.get(task) ?? []));
        return (
          new Sides(question, this.budget, this.repeated, signals).difference({ tasks: blocked, values }) === undefined
        );
      });
    } catch (error) {
      if (error instanceof TooLarge) return false;
      throw error;
    }
  }
}

/** Decides a relation between two workflows; undefined when that is not to be done now. */
export type Compare = (question: Question, relation: Relation) => Answer | undefined;

/** So many looks at the clock are allowed where there is none. */
const mostLooks = 20_000;

/** Compares at once, without a clock: what has too many states is left undecided. */
export const compareAtOnce: Compare = (question, relation) => {
  let looks = 0;
  const isOver = (): boolean => {
    looks += 1;
    return looks > mostLooks;
  };
  return compareBehaviour(question, relation, { maxStates: 20_000, isOver });
};
