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
  const { end, hasFailed, isForced, doomed, dead } = state;
  const flags = (end === undefined ? 0 : end === "SUCCESS" ? 1 : 2) + (hasFailed ? 4 : 0) + (isForced ? 8 : 0);
  let key = String.fromCharCode(flags) + textOf(doomed) + textOf(dead);
  for (const exec of state.execs) key += keyOfExec(exec);
  return key;
}

/** Executions are passed on from state to state. */
const known = new WeakMap<Exec, string>();

function keyOfExec(exec: Exec): string {
  const found = known.get(exec);
  if (found !== undefined) return found;
  const { task, phase, isBad, chose, used, before } = exec;
  const head = String.fromCharCode(task, phases.indexOf(phase) * 2 + (isBad ? 1 : 0));
  const key = head + textOf(chose) + textOf(used) + textOf(before);
  known.set(exec, key);
  return key;
}

const phases: readonly Exec["phase"][] = ["running", "waiting", "stuck", "success", "error"];

function textOf(numbers: readonly number[]): string {
  return String.fromCharCode(numbers.length, ...numbers);
}
