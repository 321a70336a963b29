import { PyError } from "./error.ts";

/** The limits that a {@link Meter} watches; see Budget in the door of the expressions. */
export interface MeterLimits {
  readonly steps: number;
  readonly size: number;
  readonly regexSteps: number;
  readonly depth: number;
}

/** Counts what one evaluation uses, and stops it with `BudgetExceeded` when a limit is passed. */
export class Meter {
  readonly limits: MeterLimits;
  /** Steps taken so far. */
  steps = 0;
  /** Calls that are open now. */
  depth = 0;

  constructor(limits: MeterLimits) {
    this.limits = limits;
  }

  /** Counts one step: a call, an operator, an item pulled from an iterator. */
  step(): void {
    if (++this.steps > this.limits.steps) throw exceeded("steps", this.limits.steps, "evaluation steps");
  }

  /** Counts many steps at once, for a built-in that walks a whole collection. */
  walk(count: number): void {
    this.steps += count;
    if (this.steps > this.limits.steps) throw exceeded("steps", this.limits.steps, "evaluation steps");
  }

  /**
   * Checks that a text or collection may have that many characters or elements; called before it is built where
   * that can be known.
   */
  size(length: number): void {
    if (length > this.limits.size) throw exceeded("size", this.limits.size, "characters or elements in one value");
  }

  /** Enters a nested call; pair it with {@link leave}. */
  enter(): void {
    if (++this.depth > this.limits.depth) throw exceeded("depth", this.limits.depth, "nested calls");
  }

  /** Leaves a nested call. */
  leave(): void {
    this.depth--;
  }
}

/** The error of a limit that was passed: what was counted, and which member of the expression budget raises it. */
export function exceeded(setting: keyof MeterLimits, limit: number, what: string): PyError {
  return new PyError(
    "BudgetExceeded",
    `The expression needs more than ${limit} ${what} (the limit "${setting}" of the expression budget)`,
  );
}
