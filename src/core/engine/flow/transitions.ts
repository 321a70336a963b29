import { evaluate, isTrue } from "../../expressions/index.ts";
import { clausesOf, type ClauseName, type TransitionSpec } from "../../language/index.ts";
import type { NextTask, TaskRecord, TaskState } from "../../model/index.ts";
import { transitionPlace, type Place } from "../data/scope.ts";
import type { Draft } from "../state/draft.ts";
import type { Step } from "../state/step.ts";

/** What a finished task leads to. */
export interface Chosen {
  readonly steps: readonly Step[];
  readonly next: readonly NextTask[];
  /** Whether anything came out of `on-error` (Mistral 15, semantics 4.4). */
  readonly isErrorHandled: boolean;
}

const nothing: Chosen = { steps: [], next: [], isErrorHandled: false };

/**
 * Evaluates all guards of all clauses that apply to a task of a direct workflow.
 *
 * @param task has ended and has published
 * @throws ExpressionError when a guard or a message fails
 */
export function chooseNext(draft: Draft, task: TaskRecord): Chosen {
  const clauses = clausesOf(draft.specOf(task)).filter(
    ([name, { next }]) => next.length > 0 && applies(name, task.state),
  );
  if (clauses.length === 0) return nothing;
  const place = transitionPlace(draft, task);
  const steps: Step[] = [];
  const next: NextTask[] = [];
  let isErrorHandled = false;
  for (const [event, clause] of clauses) {
    for (const transition of clause.next) {
      const { guard, target } = transition;
      if (guard !== undefined && !isTrue(evaluate(guard, place.scope))) continue;
      isErrorHandled ||= event === "on-error";
      if (target.type === "task") next.push({ name: target.name, event });
      steps.push(stepOf(transition, task, event, place));
    }
  }
  return { steps, next, isErrorHandled };
}

function applies(clause: ClauseName, state: TaskState): boolean {
  switch (clause) {
    case "on-error":
      return state === "ERROR";
    case "on-success":
      return state === "SUCCESS";
    case "on-skip":
      return state === "SKIPPED";
    case "on-complete":
      return state === "SUCCESS" || state === "ERROR" || state === "SKIPPED";
  }
}

function stepOf({ target }: TransitionSpec, task: TaskRecord, event: ClauseName, place: Place): Step {
  if (target.type === "task") return { type: "run", task: target.name, trigger: { taskId: task.id, event } };
  return { type: "command", name: target.name, message: place.evaluate(target.message ?? null) };
}
