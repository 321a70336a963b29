import type { Json, JsonMap } from "../base/index.ts";
import type { ActionResult, TaskState } from "../model/index.ts";

/** A rehearsal of one workflow: what it gets, what its actions answer, and what is to come out. */
export interface Rehearsal {
  /** Files with definitions, as the rehearsal names them. */
  readonly files: readonly string[];
  /** Definitions that stand in the rehearsal itself. */
  readonly text: string | undefined;
  /** The workflow to run; undefined when there is only one. */
  readonly workflow: string | undefined;
  readonly input: JsonMap;
  readonly params: JsonMap;
  readonly environments: ReadonlyMap<string, JsonMap>;
  /** By name of a task or of an action; a task's name goes first. */
  readonly actions: ReadonlyMap<string, readonly Answer[]>;
  readonly expect: Expectation | undefined;
}

/** What an action gives when it is run the first, second, ... time; the last answer repeats. */
export interface Answer {
  readonly result: ActionResult;
  readonly afterSeconds: number;
}

/** What is to come out; what is undefined is not looked at. */
export interface Expectation {
  readonly state: string | undefined;
  readonly stateInfo: Json | undefined;
  readonly output: Json | undefined;
  readonly tasks: ReadonlyMap<string, TaskExpectation>;
}

export interface TaskExpectation {
  /** State of the last run. */
  readonly state: TaskState | undefined;
  readonly result: Json | undefined;
  readonly published: Json | undefined;
  /** How many times the task ran; 0 for never. */
  readonly runs: number | undefined;
}
