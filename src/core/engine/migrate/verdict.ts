import type { Json, JsonMap } from "../../base/index.ts";

/** Why an execution cannot be moved to another specification (design of inheritance, section 12). */
export type ObjectionCode =
  /** A task that has started is not there any more. */
  | "task-gone"
  /** A task that has started is defined otherwise. */
  | "task-changed"
  /** What was inserted lies where the execution still is, or may be passed only with leave. */
  | "not-passed"
  /** The ways into a join that has been reached are others. */
  | "join-inbound"
  /** The workflow begins with other tasks. */
  | "start-tasks"
  /** A task that has run is not needed for the target of a reverse workflow, or the target is gone. */
  | "target"
  /** Direct became reverse, or the other way round. */
  | "type"
  /** The stored input does not fit. */
  | "input"
  /** Something is read that only a skipped task would have published. */
  | "data"
  /** A new variable cannot be evaluated. */
  | "vars"
  /** The workflow cannot be run at all. */
  | "abstract";

export interface Objection {
  readonly code: ObjectionCode;
  /** What, where and how to mend it. */
  readonly message: string;
}

/**
 * How a task stands to the move: `kept` has started and means the same, `passed` has started and differs only by insertions
 * that lie behind it, `skipped` is new and will not run where it was passed, `dropped` has run and is not there any more,
 * `ahead` has not started and is run as the new specification says, `refused` is why the execution cannot be moved.
 */
export type TaskStanding = "kept" | "passed" | "skipped" | "dropped" | "ahead" | "refused";

export interface TaskVerdict {
  readonly name: string;
  readonly standing: TaskStanding;
  /** Why, where it is refused. */
  readonly objections: readonly Objection[];
}

/** Whether an execution may be moved, and what the move means for it. */
export interface MigrationVerdict {
  readonly isAllowed: boolean;
  /** Those that have started, were skipped or dropped; then those ahead. */
  readonly tasks: readonly TaskVerdict[];
  /** What speaks against it beside single tasks. */
  readonly objections: readonly Objection[];
  readonly skipped: readonly string[];
  readonly dropped: readonly string[];
  /** Inputs that are new and take their defaults. */
  readonly addedInput: readonly string[];
  /** Inputs that are declared no more and had their defaults. */
  readonly removedInput: readonly string[];
  /** Variables that are new and evaluated now. */
  readonly addedVars: readonly string[];
  /** Variables that are declared otherwise; they keep the value that they have. */
  readonly keptVars: readonly string[];
}

/** All objections, those of tasks first. */
export function objectionsOf({ tasks, objections }: MigrationVerdict): readonly Objection[] {
  return [...tasks.flatMap((task) => task.objections), ...objections];
}

/** As it is stored and told: plain JSON, snake_case. */
export function verdictJson(verdict: MigrationVerdict): JsonMap {
  const told = (list: readonly Objection[]): Json => list.map(({ code, message }) => ({ code, message }));
  return {
    allowed: verdict.isAllowed,
    tasks: verdict.tasks.map(({ name, standing, objections }) => ({
      name,
      standing,
      ...(objections.length === 0 ? {} : { objections: told(objections) }),
    })),
    objections: told(verdict.objections),
    skipped: verdict.skipped,
    dropped: verdict.dropped,
    added_input: verdict.addedInput,
    removed_input: verdict.removedInput,
    added_vars: verdict.addedVars,
    kept_vars: verdict.keptVars,
  };
}
