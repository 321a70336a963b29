import type { ClauseSpec, TaskSpec, WorkflowSpec } from "./spec.ts";

export type ClauseName = "on-success" | "on-error" | "on-complete" | "on-skip";

/**
 * The on-clauses of a task in the order in which the engine looks at them.
 *
 * @param task the task
 * @returns clause names with their clauses, empty ones too
 */
export function clausesOf(task: TaskSpec): readonly (readonly [ClauseName, ClauseSpec])[] {
  return [
    ["on-error", task.onError],
    ["on-success", task.onSuccess],
    ["on-skip", task.onSkip],
    ["on-complete", task.onComplete],
  ];
}

/** Who leads to whom in a direct workflow, guards not looked at; engine commands are no arrows. */
export interface Graph {
  /** Names of the tasks that nothing leads to, in the order of the text (Mistral 15, semantics 1.11). */
  readonly starts: readonly string[];
  /** For every task the tasks that lead to it, each once, in the order of the text. */
  readonly inbound: ReadonlyMap<string, readonly string[]>;
}

/**
 * Builds the graph of a direct workflow.
 *
 * @param spec the workflow with `task-defaults` applied to its tasks
 * @returns start tasks and inbound tasks; a target that is no task is left out
 */
export function graphOf(spec: WorkflowSpec): Graph {
  const inbound = new Map<string, string[]>();
  for (const name of spec.tasks.keys()) inbound.set(name, []);
  for (const [name, task] of spec.tasks) {
    for (const target of targetsOf(task)) inbound.get(target)?.push(name);
  }
  const starts = [...inbound].filter(([, sources]) => sources.length === 0).map(([name]) => name);
  return { starts, inbound };
}

function targetsOf(task: TaskSpec): Set<string> {
  const targets = new Set<string>();
  for (const [, clause] of clausesOf(task)) {
    for (const { target } of clause.next) {
      if (target.type === "task") targets.add(target.name);
    }
  }
  return targets;
}
