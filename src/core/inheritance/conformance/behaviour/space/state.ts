/** One execution of a task. */
export interface Exec {
  readonly task: number;
  /** `stuck`: a task that is blocked was reached, and never ends. */
  readonly phase: "running" | "waiting" | "stuck" | "success" | "error";
  /** An error that nothing in `on-error` dealt with. */
  readonly isBad: boolean;
  /** The joins that it chose when it ended. */
  readonly chose: readonly number[];
  /** Of a join: places of the executions that it has taken account of in this round, and in earlier ones. */
  readonly used: readonly number[];
  readonly before: readonly number[];
}

export type End = "SUCCESS" | "ERROR";

/** A state of an execution as far as it matters for what can still be seen. */
export interface State {
  /** Executions of one task in the order in which they were created. */
  readonly execs: readonly Exec[];
  /** Whether it can only end in ERROR, unless `succeed` is reached. */
  readonly hasFailed: boolean;
  /** Joins that will fail when they are reached. */
  readonly doomed: readonly number[];
  /** Joins that have failed for good: to reach them means nothing any more. */
  readonly dead: readonly number[];
  readonly end: End | undefined;
  /** Whether `fail` or `succeed` made the end. */
  readonly isForced: boolean;
}

export const initialState: State = {
  execs: [],
  hasFailed: false,
  doomed: [],
  dead: [],
  end: undefined,
  isForced: false,
};

export function isOver({ phase }: Exec): boolean {
  return phase === "success" || phase === "error";
}

/** What tells states apart. */
export function keyOf(state: State): string {
  const numbers: number[] = [
    state.end === undefined ? 0 : state.end === "SUCCESS" ? 1 : 2,
    (state.hasFailed ? 1 : 0) + (state.isForced ? 2 : 0),
    ...listed(state.doomed),
    ...listed(state.dead),
  ];
  for (const { task, phase, isBad, chose, used, before } of state.execs) {
    numbers.push(task, phases.indexOf(phase) * 2 + (isBad ? 1 : 0));
    numbers.push(...listed(chose), ...listed(used), ...listed(before));
  }
  return String.fromCharCode(...numbers);
}

const phases: readonly Exec["phase"][] = ["running", "waiting", "stuck", "success", "error"];

function listed(numbers: readonly number[]): number[] {
  return [numbers.length, ...numbers];
}
