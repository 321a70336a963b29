import { isFinal } from "../../model/index.ts";
import { notesOf, withNotes } from "../data/rounds.ts";
import type { Draft } from "../state/draft.ts";

/**
 * Gives up what a task has run so far, because it is to run again: none of it counts any more, also not what may still
 * answer.
 */
export function abandonAttempt(draft: Draft, taskId: string): void {
  abandon(draft, taskId, () => true);
}

/** As {@link abandonAttempt}, but only for the given places among the items. */
export function abandonItems(draft: Draft, taskId: string, items: ReadonlySet<number>): void {
  abandon(draft, taskId, (index) => items.has(index));
}

/** Before a task execution runs once more, what failed in it no longer counts; successes stay (Mistral 15). */
export function rejectFailures(draft: Draft, taskId: string): void {
  const isCounted = ({ accepted, state }: { accepted: boolean; state: string }) =>
    accepted && (state === "ERROR" || state === "CANCELLED");
  for (const action of draft.actionsOf(taskId).filter(isCounted)) draft.changeAction(action.id, { accepted: false });
  for (const child of draft.childrenOf(taskId).filter(isCounted)) draft.rejectChild(child.id);
}

/** Whether an action or sub-workflow belongs to an attempt that was given up. */
export function isAbandoned(draft: Draft, taskId: string, id: string): boolean {
  return notesOf(draft.tasks.get(taskId)).abandoned?.includes(id) ?? false;
}

function abandon(draft: Draft, taskId: string, concerns: (index: number) => boolean): void {
  const open: string[] = [];
  for (const action of draft.actionsOf(taskId)) {
    if (!concerns(action.index)) continue;
    if (!isFinal(action.state)) open.push(action.id);
    else if (action.accepted) draft.changeAction(action.id, { accepted: false });
  }
  for (const child of draft.childrenOf(taskId)) {
    if (!concerns(child.index)) continue;
    if (!isFinal(child.state)) open.push(child.id);
    else if (child.accepted) draft.rejectChild(child.id);
  }
  if (open.length === 0) return;
  const task = draft.tasks.get(taskId);
  const abandoned = [...(notesOf(task).abandoned ?? []), ...open];
  draft.changeTask(taskId, { runtimeContext: withNotes(task, { abandoned }) });
}
