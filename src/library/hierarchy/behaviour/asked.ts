import { compareBehaviour, isAtLeast, type CompareBehaviour, type Flattened } from "../../../core/inheritance/index.ts";
import type { HierarchyLimits, Library } from "../../library.ts";
import { Answers, Unanswered } from "./answers.ts";

/** So many times work is done again because it came upon something new to be compared. */
const maxRounds = 25;

/**
 * Does work that may need comparisons of behaviour: when it comes upon some, it is begun again with the answers. So nothing
 * waits for them within a transaction.
 *
 * @param work is given the library to work with, and calls {@link settle} before it acts upon what was compared
 */
export async function withAnswers<Result>(
  library: Library,
  work: (library: Library) => Promise<Result>,
): Promise<Result> {
  if (library.judge === undefined) return work(library);
  const answers = new Answers(library.judge);
  for (let round = 1; ; round += 1) {
    try {
      return await work({ ...library, answers });
    } catch (error) {
      if (!(error instanceof Unanswered)) throw error;
    }
    await answers.find(round >= maxRounds);
  }
}

/** @throws an error that {@link withAnswers} waits for, when something was asked that is not known yet */
export function settle({ answers }: Library): void {
  answers?.settle();
}

/** Compares behaviour by state spaces, within what the service allows. */
export function comparerOf({ limits, now, answers }: Library): CompareBehaviour {
  return answers?.compare ?? atOnce(limits, now);
}

/**
 * What the verdict that is stored with a workflow is found by: state spaces are compared only where behaviour was declared or
 * demanded, else when somebody asks (design, section 15): null.
 */
export function comparerFor(library: Library, { demand }: Flattened): CompareBehaviour | null {
  return isAtLeast(demand, "life-cycle") ? comparerOf(library) : null;
}

function atOnce(limits: HierarchyLimits, now: () => number): CompareBehaviour {
  return (question, relation) => {
    const end = now() + limits.conformanceTimeoutMs;
    return compareBehaviour(question, relation, {
      maxStates: limits.conformanceMaxStates,
      isOver: () => now() > end,
    });
  };
}
