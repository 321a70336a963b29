import { blockingOf, noBlocking } from "./blocking.ts";
import type { Blocking } from "./blocking.ts";
import { someBlockings } from "./life-cycle.ts";
import type { Part } from "./region/cut-out.ts";
import { repeatedAtoms, Sides } from "./sides.ts";
import { TooLarge } from "./space/explore.ts";
import type { Budget } from "./space/explore.ts";
import type { Question } from "./space/net.ts";
import { describeDifference, guardText } from "./witness.ts";
import type { Witness } from "./witness.ts";

/** The relations that are decided on their own, those that cost least first. */
export const relations = ["projection", "protocol", "life-cycle"] as const;

export type Relation = (typeof relations)[number];

/** What came out about a relation. */
export type Answer =
  | { readonly type: "shown" }
  | { readonly type: "refuted"; readonly witness: Witness }
  | { readonly type: "undecided"; readonly reason: string };

/** Compares the behaviour of two direct workflows (design, section 11, tier 2), each relation when it is first asked for. */
export class Comparison {
  private readonly question: Question;
  private readonly budget: Budget;
  private readonly parts: readonly Part[] | undefined;
  private readonly repeated: ReadonlySet<number>;
  private readonly known = new Map<Relation, Answer>();
  private sides: Sides | undefined;

  /**
   * @param question both, see `compileQuestion`
   * @param budget how much may be looked at; beyond it nothing is said
   * @param parts what is compared first, and spares comparing the whole if it behaves alike; nothing if undefined
   */
  constructor(question: Question, budget: Budget, parts: readonly Part[] | undefined) {
    this.question = question;
    this.budget = budget;
    this.repeated = repeatedAtoms(question);
    this.parts = parts;
  }

  answer(relation: Relation): Answer {
    const answer = this.known.get(relation) ?? this.find(relation);
    this.known.set(relation, answer);
    return answer;
  }

  private find(relation: Relation): Answer {
    switch (relation) {
      case "projection":
        return this.under(noBlocking);
      case "protocol":
        return this.blocked();
      case "life-cycle":
        return this.mixed();
    }
  }

  private blocked(): Answer {
    const { roles } = this.question;
    const blocking = blockingOf(this.question, new Set([...roles.keys()].filter((task) => roles[task] === "hidden")));
    if ("values" in blocking) return this.under(blocking);
    const { atom, task } = blocking;
    const text = `'${task}' cannot be left out: the way to it depends on ${guardText(atom)}, as other ways do`;
    return { type: "refuted", witness: { text } };
  }

  /** Tries all-hidden and all-blocked first: mostly one of them will do. */
  private mixed(): Answer {
    const hidden = this.answer("projection");
    if (hidden.type === "shown") return hidden;
    const blocked = this.answer("protocol");
    if (blocked.type === "shown") return blocked;
    if (hidden.type === "undecided") return hidden;
    const blockings = someBlockings(this.question);
    if (blockings === undefined) return { type: "undecided", reason: "there are too many new tasks to leave out some" };
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
      if (error instanceof TooLarge) return { type: "undecided", reason: error.message };
      throw error;
    }
  }

  private areSameInParts({ tasks, values }: Blocking): boolean {
    if (this.parts === undefined) return false;
    try {
      return this.parts.every(({ question, places, signals }) => {
        const blocked = new Set([...tasks].flatMap((task) => places.get(task) ?? []));
        const sides = new Sides(question, this.budget, this.repeated, signals);
        return sides.difference({ tasks: blocked, values }) === undefined;
      });
    } catch (error) {
      if (error instanceof TooLarge) return false;
      throw error;
    }
  }
}
