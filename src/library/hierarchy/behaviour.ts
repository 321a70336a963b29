import { compareBehaviour, isAtLeast, type CompareBehaviour, type Flattened } from "../../core/inheritance/index.ts";
import type { Library } from "../library.ts";

/** Compares behaviour by state spaces, within the states and the time that the service allows. */
export function comparerOf({ limits, now }: Library): CompareBehaviour {
  return (question, relation) => {
    const end = now() + limits.conformanceTimeoutMs;
    return compareBehaviour(question, relation, {
      maxStates: limits.conformanceMaxStates,
      isOver: () => now() > end,
    });
  };
}

/**
 * What the verdict that is stored with a workflow is found by: state spaces are compared only where behaviour was declared or
 * demanded, else when somebody asks (design, section 15): null.
 */
export function comparerFor(library: Library, { demand }: Flattened): CompareBehaviour | null {
  return isAtLeast(demand, "life-cycle") ? comparerOf(library) : null;
}
