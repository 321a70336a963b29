import { takeBacklog } from "../flow/backlog.ts";
import { moveExecution } from "../flow/finish.ts";
import type { Draft } from "../state/draft.ts";
import type { Step } from "../state/step.ts";
import { choose } from "../task/complete.ts";
import { guarded } from "../task/fault.ts";
import { pauseExecution, tellParentMoved } from "./pause.ts";
import { requested, type EventOf } from "./request.ts";
import { updateEnvironment } from "./environment.ts";

export function onPauseRequested(draft: Draft, event: EventOf<"pauseRequested">): void {
  if (event.isByParent === true && draft.isOver) return;
  requested(draft, event, () => pauseExecution(draft, null, event.isByParent ?? false));
}

/** Resumes a paused execution; any other is left alone (Mistral 15, semantics 14.1). */
export function onResumeRequested(draft: Draft, event: EventOf<"resumeRequested">): void {
  if (!draft.isPaused) return;
  const refused = updateEnvironment(draft, event.env);
  if (refused !== undefined) draft.refuse({ event, reason: "notAllowed", message: refused });
  else resumeExecution(draft, event.isByParent ?? false);
}

/** Lets the execution, its sub-workflows and its parent go on. */
export function resumeExecution(draft: Draft, isByParent: boolean): void {
  if (!draft.isPaused) return;
  for (const { id } of draft.unfinishedChildren()) {
    draft.tell(id, { type: "resumeRequested", env: null, isByParent: true });
  }
  moveExecution(draft, "RUNNING", null);
  continueExecution(draft);
  tellParentMoved(draft, "RUNNING", isByParent);
}

/**
 * Goes on with what has gathered: first the backlog of a pause, then tasks that pause-before held and what follows the tasks
 * that ended meanwhile. A `pause` among the latter is over by now (Mistral 15, semantics 5.4).
 */
function continueExecution(draft: Draft): void {
  const held: Step[] = draft
    .select("idle")
    .map(({ id }) => ({ type: "runAgain", taskId: id, reset: true, isRerun: false }));
  const steps = [...held, ...draft.select("unprocessed").flatMap(({ id }) => stepsAfter(draft, id))];
  const backlog = takeBacklog(draft);
  if (backlog.length > 0) draft.work.add({ type: "dispatch", steps: backlog, origin: undefined });
  const going = steps.filter((step) => step.type !== "command" || step.name !== "pause");
  if (going.length > 0) draft.work.add({ type: "dispatch", steps: going, origin: undefined });
  draft.isStirred = true;
}

/** An error that a structure error put a task into is not handled now, whatever its `on-error` leads to. */
function stepsAfter(draft: Draft, id: string): readonly Step[] {
  let steps: readonly Step[] = [];
  guarded(draft, id, { type: "complete" }, () => {
    steps = choose(draft, id).steps;
  });
  draft.changeTask(id, { processed: true });
  return steps;
}
