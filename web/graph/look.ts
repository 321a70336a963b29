import type { LiveTask } from "../../src/client/index.ts";
import type { GraphArrow } from "./spec.ts";

/** Where a task of a child comes from (design, section 13). */
export type Origin = "inherited" | "overridden" | "new" | "removed";

/** How a task is drawn beyond what its definition says. */
export interface TaskLook {
  /** The run of the task; the last one if there are several. */
  readonly run: LiveTask | undefined;
  /** How often it ran. */
  readonly runs: number;
  readonly origin: Origin | undefined;
  readonly isFinal: boolean;
  readonly isAbstract: boolean;
  /** What the pointer is told beside the description. */
  readonly note: string | undefined;
}

/** Looks of all that is drawn: one for each graph, sub-graphs have their own. */
export interface GraphLook {
  readonly lookOf: (task: string) => TaskLook;
  /** Whether a transition was taken; undefined when nobody can know yet, or there is no execution. */
  readonly isTaken: (arrow: GraphArrow) => boolean | undefined;
}

export const noRun: TaskLook = {
  run: undefined,
  runs: 0,
  origin: undefined,
  isFinal: false,
  isAbstract: false,
  note: undefined,
};
