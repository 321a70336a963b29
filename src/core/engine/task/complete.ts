import { isTrue } from "../../expressions/index.ts";
import { isFinal, type TaskState } from "../../model/index.ts";
import { nextInReverse } from "../flow/reverse.ts";
import { chooseNext, type Chosen } from "../flow/transitions.ts";
import { runPoliciesAfter } from "../policies/all.ts";
import type { Draft } from "../state/draft.ts";
import type { Entry } from "../state/step.ts";
import { guarded } from "./fault.ts";
import { publish } from "./publish.ts";
import { setTaskState } from "./record.ts";

/**
 * Ends a task: its state is set, variables are published, policies act, and then follows what its clauses choose (Mistral 15,
 * semantics 4.1). A task that has ended stays as it is.
 *
 * @param entry how the engine came here, for the message of an error
 */
export function completeTask(draft: Draft, id: string, state: TaskState, stateInfo: string | null, entry: Entry): void {
  if (isFinal(draft.tasks.get(id).state)) return;
  guarded(draft, id, entry, () => {
    setTaskState(draft, id, state, stateInfo);
    draft.shown = { taskId: id, byName: new Map() };
    publish(draft, draft.tasks.get(id));
    dropResult(draft, id);
    runPoliciesAfter(draft, draft.tasks.get(id));
    if (!isFinal(draft.tasks.get(id).state)) return;
    for (const timer of draft.timersOf(id)) draft.cancelTimer(timer.id);
    draft.state.itemLists.delete(id);
    goOn(draft, id, entry);
  });
  draft.shown = undefined;
}

/** Skips a task that has failed: it counts as done, and its `on-skip` is followed (Mistral 16). */
export function skipTask(draft: Draft, id: string): void {
  guarded(draft, id, { type: "complete" }, () => {
    setTaskState(draft, id, "SKIPPED", null);
    publish(draft, draft.tasks.get(id));
    goOn(draft, id, { type: "complete" });
  });
}

/** What follows a finished task is done next, or waits for the resume of a paused execution. */
function goOn(draft: Draft, id: string, entry: Entry): void {
  const { steps } = chooseAndRemember(draft, id);
  if (draft.isPaused) return;
  draft.changeTask(id, { processed: true });
  if (steps.length > 0) draft.work.add({ type: "dispatch", steps, origin: { taskId: id, entry } });
}

/** Evaluates what follows a finished task. Nothing follows in an execution that is over. @throws ExpressionError */
export function choose(draft: Draft, id: string): Chosen {
  const task = draft.tasks.get(id);
  if (draft.isOver) return { steps: [], next: [], isErrorHandled: false };
  return draft.spec.type === "reverse" ? nextInReverse(draft, task) : chooseNext(draft, task);
}

function chooseAndRemember(draft: Draft, id: string): Chosen {
  const task = draft.tasks.get(id);
  const chosen = choose(draft, id);
  draft.changeTask(id, {
    next: chosen.next,
    isErrorHandled: task.state === "ERROR" ? chosen.isErrorHandled : task.isErrorHandled,
  });
  return chosen;
}

/** `keep-result: false`; an expression there counts as true (Mistral 15, semantics 9.3). */
function dropResult(draft: Draft, id: string): void {
  const { keepResult } = draft.specOf(draft.tasks.get(id));
  if (keepResult === undefined || isTrue(keepResult)) return;
  for (const action of draft.actionsOf(id)) draft.changeAction(action.id, { output: {} });
}
