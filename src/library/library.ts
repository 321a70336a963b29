import type { Json } from "../core/base/index.ts";
import type { Store } from "../store/index.ts";
import type { Answers } from "./hierarchy/behaviour/answers.ts";
import type { Judge } from "./hierarchy/behaviour/judge.ts";
import type { Quotas } from "./quotas/quotas.ts";

/** One argument of a system action. `default` counts only where the argument is not required. */
export interface ActionArgument {
  readonly name: string;
  readonly required: boolean;
  readonly default: Json;
}

/** What is said of a system action: enough to list it and to know its arguments, not to run it. */
export interface ActionManual {
  readonly name: string;
  readonly description: string;
  readonly parameters: readonly ActionArgument[];
}

/** Bounds of hierarchies (design, section 9). */
export interface HierarchyLimits {
  readonly isEnabled: boolean;
  readonly maxDepth: number;
  readonly maxParents: number;
  readonly maxDescendants: number;
  readonly revisionsKept: number;
  readonly onBreak: "reject" | "hold";
  readonly followSystemParents: boolean;
  readonly conformanceMaxStates: number;
  readonly conformanceTimeoutMs: number;
}

/** What the functions of this room work with; handed in by whoever puts the service together. */
export interface Library {
  readonly store: Store;
  /** The system actions by name. */
  readonly systemActions: ReadonlyMap<string, ActionManual>;
  /** Milliseconds since 1970-01-01T00:00:00Z. */
  readonly now: () => number;
  /** A fresh UUID version 4. */
  readonly newId: () => string;
  /** Called after definitions were written. */
  readonly changed: () => void;
  readonly limits: HierarchyLimits;
  /** What projects may have; as much as they like when left out. */
  readonly quotas?: Quotas;
  /** Compares the behaviour of workflows; done at once, and in the way of all else, when left out. */
  readonly judge?: Judge;
  /** The comparisons of the work at hand. */
  readonly answers?: Answers;
}
