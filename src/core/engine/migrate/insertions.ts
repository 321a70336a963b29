import {
  clausesOf,
  type ClauseName,
  type TaskSpec,
  type TransitionSpec,
  type WorkflowSpec,
} from "../../language/index.ts";
import { isJoin } from "../flow/join-spec.ts";
import { areSameTransitions, isSameTransition } from "./same.ts";

/** Tasks that stand between a task and one that it led to. */
export interface Insertion {
  readonly clause: ClauseName;
  /** What the task led to, and the inserted ones lead to now. */
  readonly target: string;
  /** The inserted tasks with all that hangs on them and leads nowhere else. */
  readonly tasks: readonly string[];
}

/**
 * Explains how the transitions of a task differ by insertions alone (design, section 11, `before` and `after`): a target was
 * replaced by a new task that leads on to it, or all targets moved behind a new task.
 *
 * @param short the specification without the inserted tasks
 * @param long the one with them
 * @param name a task of both
 * @returns undefined when they differ by anything else
 */
export function insertionsAt(short: WorkflowSpec, long: WorkflowSpec, name: string): readonly Insertion[] | undefined {
  const [before, after] = [short.tasks.get(name), long.tasks.get(name)];
  if (before === undefined || after === undefined) return undefined;
  const now = new Map(clausesOf(after));
  const found: Insertion[] = [];
  for (const [clause, { next }] of clausesOf(before)) {
    const insertions = explain(new Longer(short, long), clause, next, now.get(clause)?.next ?? []);
    if (insertions === undefined) return undefined;
    found.push(...insertions);
  }
  return found;
}

/**
 * Explains how a task that began the workflow was pushed behind new ones that begin it now.
 *
 * @param start a task that begins the longer workflow
 * @param target one that begins the shorter one
 * @returns the inserted tasks, or undefined
 */
export function insertedBefore(
  short: WorkflowSpec,
  long: WorkflowSpec,
  start: string,
  target: string,
): readonly string[] | undefined {
  return new Longer(short, long).chain(start, (next) => plainWays(next, target));
}

function explain(
  longer: Longer,
  clause: ClauseName,
  before: readonly TransitionSpec[],
  after: readonly TransitionSpec[],
): Insertion[] | undefined {
  if (areSameTransitions(before, after)) return [];
  return replaced(longer, clause, before, after) ?? moved(longer, clause, before, after);
}

function replaced(
  longer: Longer,
  clause: ClauseName,
  before: readonly TransitionSpec[],
  after: readonly TransitionSpec[],
): Insertion[] | undefined {
  if (before.length !== after.length) return undefined;
  const found: Insertion[] = [];
  for (const [i, old] of before.entries()) {
    const now = after[i] ?? old;
    if (isSameTransition(old, now)) continue;
    const { target } = old;
    if (old.guard !== now.guard || target.type !== "task" || now.target.type !== "task") return undefined;
    const tasks = longer.chain(now.target.name, (next) => plainWays(next, target.name));
    if (tasks === undefined) return undefined;
    found.push({ clause, target: target.name, tasks });
  }
  return found;
}

function moved(
  longer: Longer,
  clause: ClauseName,
  before: readonly TransitionSpec[],
  after: readonly TransitionSpec[],
): Insertion[] | undefined {
  const [only] = after;
  if (clause !== "on-success" || after.length !== 1 || only?.target.type !== "task" || only.guard !== undefined) {
    return undefined;
  }
  if (before.length === 0) return undefined;
  const tasks = longer.chain(only.target.name, (next) =>
    areSameTransitions(next.slice(0, before.length), before) ? before.length : 0,
  );
  if (tasks === undefined) return undefined;
  const targets = before.map(({ target }) => (target.type === "task" ? target.name : undefined));
  if (!targets.every((target) => target !== undefined)) return undefined;
  return targets.map((target) => ({ clause, target, tasks }));
}

/** How many of the entries, the first ones, lead on to the target: one or none. */
function plainWays([first]: readonly TransitionSpec[], target: string): number {
  return Number(first?.guard === undefined && first?.target.type === "task" && first.target.name === target);
}

/** The longer of two specifications, with what it has more. */
class Longer {
  readonly #short: WorkflowSpec;
  readonly #long: WorkflowSpec;

  constructor(short: WorkflowSpec, long: WorkflowSpec) {
    this.#short = short;
    this.#long = long;
  }

  /**
   * Follows new tasks, each leading to the next one first and without a guard.
   *
   * @param name the first one
   * @param countWaysOn how many of the first `on-success` entries of one lead on to what was there before
   * @returns the new tasks and what else they lead to; undefined when they lead back into what was there in another way
   */
  chain(name: string, countWaysOn: (next: readonly TransitionSpec[]) => number): readonly string[] | undefined {
    const passed = new Set<string>();
    for (let task = this.#newTask(name); task !== undefined && !passed.has(task.name);) {
      passed.add(task.name);
      const { next } = task.onSuccess;
      const waysOn = countWaysOn(next);
      if (waysOn > 0) return this.#withGroup(passed, task.name, waysOn);
      const [first] = next;
      if (first?.guard !== undefined || first?.target.type !== "task") return undefined;
      task = this.#newTask(first.target.name);
    }
    return undefined;
  }

  #newTask(name: string): TaskSpec | undefined {
    const task = this.#long.tasks.get(name);
    return task === undefined || this.#short.tasks.has(name) || isJoin(task) ? undefined : task;
  }

  /** Inserted tasks succeed (design, section 11, A1): what they do after an error is not looked at. */
  #withGroup(passed: ReadonlySet<string>, last: string, waysOn: number): readonly string[] | undefined {
    const group = new Set(passed);
    for (const name of group) {
      const task = this.#long.tasks.get(name);
      if (task === undefined) return undefined;
      const entries = [...task.onSuccess.next.slice(name === last ? waysOn : 0), ...task.onComplete.next];
      for (const { target } of entries) {
        if (target.type === "command" || this.#short.tasks.has(target.name)) return undefined;
        group.add(target.name);
      }
    }
    return [...group];
  }
}
