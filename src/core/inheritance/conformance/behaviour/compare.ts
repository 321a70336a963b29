import { Comparison } from "./comparison.ts";
import type { Answer, Relation } from "./comparison.ts";
import { partsOf } from "./region/regions.ts";
import type { Budget } from "./space/explore.ts";
import type { Question } from "./space/net.ts";

/**
 * Compares the behaviour of two direct workflows (design, section 11, tier 2).
 *
 * @param question both, see `compileQuestion`
 * @param relation which of the relations
 * @param budget how much may be looked at; beyond it nothing is said
 */
export function compareBehaviour(question: Question, relation: Relation, budget: Budget): Answer {
  return comparisonOf(question, budget).answer(relation);
}

/** Gets ready to compare two direct workflows in several relations, which costs less than each on its own. */
export function comparisonOf(question: Question, budget: Budget): Comparison {
  return new Comparison(question, budget, partsOf(question));
}

/** Decides a relation between two workflows; undefined when that is not to be done now. */
export type Compare = (question: Question, relation: Relation) => Answer | undefined;

/** So many looks at the clock are allowed where there is none: as many states as are looked at in some two seconds. */
const mostLooks = 700;

const atOnce = new WeakMap<Question, Comparison>();

/** Compares at once, without a clock: what has too many states is left undecided. */
export const compareAtOnce: Compare = (question, relation) => {
  let looks = 0;
  const isOver = (): boolean => {
    looks += 1;
    return looks > mostLooks;
  };
  const comparison = atOnce.get(question) ?? comparisonOf(question, { maxStates: 20_000, isOver });
  atOnce.set(question, comparison);
  return comparison.answer(relation);
};
