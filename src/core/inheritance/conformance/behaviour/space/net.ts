/**
 * Two direct workflows made ready for comparison, as plain data: tasks and atoms are numbers, the same ones on both sides.
 */
export interface Question {
  /** Names; those that both have first. */
  readonly tasks: readonly string[];
  /** What is seen of each. */
  readonly roles: readonly Role[];
  /** What the guards say, without negation. */
  readonly atoms: readonly string[];
  readonly parent: Net;
  readonly child: Net;
}

/**
 * What is seen of a task: `seen`, that it ends and how; `hidden`, nothing, and it succeeds (design, section 11, A1); `exit`,
 * that it is reached; `given-up`, nothing, and it fails.
 */
export type Role = "seen" | "hidden" | "exit" | "given-up";

/** A direct workflow as far as the order of its tasks goes. */
export interface Net {
  /** By number; the parent has none of the child's new ones, which come last. */
  readonly nodes: readonly Node[];
  /** What the workflow starts with. */
  readonly starts: readonly number[];
}

export interface Node {
  /** 0 for a task that is no join. */
  readonly needed: number;
  /** Whether it is a join that waits for all. */
  readonly isForAll: boolean;
  /** Every task that leads to it, on whatever condition. */
  readonly inbound: readonly number[];
  /** Every task that it leads to, on whatever condition. */
  readonly leadsTo: readonly number[];
  /** What follows a success, in the order in which the engine looks at it. */
  readonly onSuccess: readonly Entry[];
  /** What follows an error. */
  readonly onError: readonly Entry[];
}

export interface Entry {
  /** A task, or one of the commands. */
  readonly to: number;
  /** Its guard; -1 for none. */
  readonly atom: number;
  readonly isNegated: boolean;
  /** Whether an error counts as handled when this is taken. */
  readonly handles: boolean;
}

/** Engine commands as targets. `pause` is silent, so it is nothing. */
export const command = { fail: -1, succeed: -2, nothing: -3 } as const;

/** Those of the tasks that lead to a join. */
export function inboundFrom({ nodes }: Net, join: number, tasks: ReadonlySet<number>): number[] {
  return nodes[join]?.inbound.filter((one) => tasks.has(one)) ?? [];
}

/** Whether a task is a join on one of the sides. */
export function isJoin({ parent, child }: Question, task: number): boolean {
  return [parent, child].some(({ nodes }) => (nodes[task]?.needed ?? 0) > 0 || nodes[task]?.isForAll === true);
}
